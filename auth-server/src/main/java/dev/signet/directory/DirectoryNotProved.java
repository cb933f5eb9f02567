package dev.signet.directory;

/**
 * A directory was not switched on, because nothing has shown that it works as it is now.
 */
public final class DirectoryNotProved extends Exception {

	DirectoryNotProved(Directory directory) {
		super("Not proved since it was last changed: " + directory.alias());
	}

}
