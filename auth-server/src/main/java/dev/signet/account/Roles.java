package dev.signet.account;

/**
 * The roles this server itself knows. Accounts may hold others, which mean something only
 * to apps.
 */
public final class Roles {

	/** Runs this server. */
	public static final String ADMIN = "ADMIN";

	/** Has signed up. */
	public static final String USER = "USER";

	private Roles() {
	}

}
