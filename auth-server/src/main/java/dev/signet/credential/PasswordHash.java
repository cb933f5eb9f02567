package dev.signet.credential;

/**
 * A hashed password, ready to be stored. Made by {@link Passwords#hash}, outside any
 * transaction, so that no database connection is held meanwhile.
 */
public final class PasswordHash {

	private final String phc;

	PasswordHash(String phc) {
		this.phc = phc;
	}

	String phc() {
		return this.phc;
	}

}
