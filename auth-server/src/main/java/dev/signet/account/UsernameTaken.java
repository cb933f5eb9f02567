package dev.signet.account;

/**
 * Somebody already has this username, in whatever case, or one that looks like it.
 */
public final class UsernameTaken extends RuntimeException {

	public UsernameTaken() {
		super("Username is taken");
	}

}
