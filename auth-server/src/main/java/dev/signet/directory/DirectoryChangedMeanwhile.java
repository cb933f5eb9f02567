package dev.signet.directory;

/**
 * Somebody has just changed a directory, so what was about to be done about it, or by it
 * as it was before, was not done.
 */
public final class DirectoryChangedMeanwhile extends RuntimeException {

	DirectoryChangedMeanwhile() {
		super("The directory was changed meanwhile");
	}

}
