package dev.signet.directory;

/** There is no such directory, or no more. */
public final class NoSuchDirectory extends RuntimeException {

	NoSuchDirectory() {
		super("There is no such directory");
	}

}
