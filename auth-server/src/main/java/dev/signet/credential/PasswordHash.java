package dev.signet.credential;

/**
 * A hashed password, ready to be stored. Made by {@link Passwords#hash}, outside any
 * transaction, so that no database connection is held meanwhile.
 */
public final class PasswordHash {

	private final String phc;

	private final boolean shortOne;

	PasswordHash(String phc) {
		this(phc, false);
	}

	/**
	 * A hash that was made and stored before.
	 * @param phc algorithm, parameters, salt and hash in one text
	 * @param shortOne whether the password is one for people with a second factor
	 */
	public PasswordHash(String phc, boolean shortOne) {
		this.phc = phc;
		this.shortOne = shortOne;
	}

	/** What is stored: algorithm, parameters, salt and hash in one text. */
	public String phc() {
		return this.phc;
	}

	/**
	 * Whether the password has fewer characters than are asked for where it is all that
	 * is proved. Nothing else is known of its length.
	 */
	public boolean shortOne() {
		return this.shortOne;
	}

}
