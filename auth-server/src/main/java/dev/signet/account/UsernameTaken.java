package dev.signet.account;

/**
 * Somebody already has this username, in whatever case.
 */
public final class UsernameTaken extends RuntimeException {

	public UsernameTaken() {
		super("Username is taken");
	}

}
