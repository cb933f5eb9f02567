package dev.signet.directory;

/**
 * A directory gave no answer. It is checked, because to the caller this is everyday life.
 */
public final class DirectoryDown extends Exception {

	private final boolean passwordSent;

	DirectoryDown(String why) {
		super(why);
		this.passwordSent = false;
	}

	DirectoryDown(String why, Throwable cause) {
		super(why, cause);
		this.passwordSent = false;
	}

	private DirectoryDown(DirectoryDown before) {
		super(before.getMessage(), before);
		this.passwordSent = true;
	}

	/** The same, of a directory that was sent a password. */
	DirectoryDown afterPassword() {
		return new DirectoryDown(this);
	}

	/** Whether the directory may have looked at a password, and counted it. */
	public boolean passwordSent() {
		return this.passwordSent;
	}

}
