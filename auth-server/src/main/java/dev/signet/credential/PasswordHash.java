package dev.signet.credential;

/**
 * A hashed password, ready to be stored. Made by {@link Passwords#hash}, outside any
 * transaction, so that no database connection is held meanwhile.
 */
public final class PasswordHash {

	private final String phc;

	/** A hash that was made and stored before. */
	public PasswordHash(String phc) {
		this.phc = phc;
	}

	/** What is stored: algorithm, parameters, salt and hash in one text. */
	public String phc() {
		return this.phc;
	}

}
