package dev.signet.directory;

import java.util.Set;

/**
 * The groups of somebody in a directory.
 *
 * @param names by name and by distinguished name, which no name looks like
 * @param whole whether these are all; what is not among them may be there all the same if
 * not
 */
record DirectoryGroups(Set<String> names, boolean whole) {

	/** More are not read of anybody. */
	static final int MOST = 5000;

	/** Of somebody in a directory whose groups do not matter. */
	static final DirectoryGroups NONE = new DirectoryGroups(Set.of(), true);

	/** Of somebody of whom the directory does not tell them in time. */
	static final DirectoryGroups UNSEEN = new DirectoryGroups(Set.of(), false);

	/** Takes a copy of the names. */
	DirectoryGroups {
		names = Set.copyOf(names);
	}

}
