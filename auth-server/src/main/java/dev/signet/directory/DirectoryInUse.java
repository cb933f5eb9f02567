package dev.signet.directory;

/** A directory was not removed, because accounts belong to its people. */
public final class DirectoryInUse extends RuntimeException {

	DirectoryInUse() {
		super("Accounts are linked to the directory");
	}

}
