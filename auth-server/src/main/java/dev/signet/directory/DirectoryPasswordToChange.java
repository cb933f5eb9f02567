package dev.signet.directory;

/**
 * A password is the right one, but the directory wants another one to be chosen first. It
 * is checked, because to the caller this is everyday life.
 */
public final class DirectoryPasswordToChange extends Exception {

	DirectoryPasswordToChange() {
		super("The password is to be changed in the directory");
	}

}
