package dev.signet.directory;

/**
 * How an account stands in a directory, whatever its password. The names are recorded;
 * never rename one.
 */
public enum DirectoryStanding {

	/** Nothing is known to be in the way. */
	OPEN(false),

	/** It is switched off. */
	DISABLED(true),

	/** Its time is over. */
	OVER(true),

	/** It is locked until an administrator there opens it. */
	LOCKED(true),

	/** It is locked after wrong passwords, and opens again by itself. */
	LOCKED_FOR_NOW(false),

	/** Its password has expired. */
	PASSWORD_EXPIRED(false);

	private final boolean out;

	DirectoryStanding(boolean out) {
		this.out = out;
	}

	/** Whether its owner is out there for good, as far as the directory can tell. */
	public boolean out() {
		return this.out;
	}

}
