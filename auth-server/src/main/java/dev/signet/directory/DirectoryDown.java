package dev.signet.directory;

/**
 * A directory gave no answer. It is checked, because to the caller this is everyday life.
 */
public final class DirectoryDown extends Exception {

	DirectoryDown(String why) {
		super(why);
	}

	DirectoryDown(String why, Throwable cause) {
		super(why, cause);
	}

}
