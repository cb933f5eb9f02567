package dev.signet.account;

/**
 * There is no account with this identifier.
 */
public final class NoSuchAccount extends RuntimeException {

	NoSuchAccount() {
		super("No such account");
	}

}
