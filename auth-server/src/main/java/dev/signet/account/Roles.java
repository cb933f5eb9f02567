package dev.signet.account;

import java.util.regex.Pattern;

/**
 * The roles this server itself knows. Accounts may hold others, which mean something only
 * to apps.
 */
public final class Roles {

	/** Runs this server. */
	public static final String ADMIN = "ADMIN";

	/** Has signed up. */
	public static final String USER = "USER";

	private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

	private Roles() {
	}

	/** Whether a role may be called so. */
	public static boolean wellFormed(String role) {
		return FORM.matcher(role).matches();
	}

}
