package dev.signet.directory;

/** A directory was not changed, because somebody else changed it meanwhile. */
public final class DirectoryChangedMeanwhile extends RuntimeException {

	DirectoryChangedMeanwhile() {
		super("The directory was changed meanwhile");
	}

}
