package dev.signet.directory;

import org.jspecify.annotations.Nullable;

/**
 * A row.
 *
 * @param directory what may be shown
 * @param sealed the password for searching, encrypted under the master key
 */
record StoredDirectory(Directory directory, byte @Nullable [] sealed) {

	/** Where the password belongs. */
	static String context(DirectoryId id) {
		return "directories/" + id;
	}

}
