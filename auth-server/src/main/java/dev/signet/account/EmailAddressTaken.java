package dev.signet.account;

/**
 * Somebody already has this email address.
 */
public final class EmailAddressTaken extends RuntimeException {

	EmailAddressTaken() {
		super("Email address is taken");
	}

}
