package dev.signet.account;

import java.time.Instant;

/**
 * Somebody whose account waits for approval.
 *
 * @param id the account
 * @param username the name to sign in with
 * @param emailAddress the main address
 * @param emailVerified whether the person has been seen to read mail there
 * @param since when it was made
 */
public record WaitingAccount(AccountId id, String username, EmailAddress emailAddress, boolean emailVerified,
		Instant since) {

	/** Without what names the person. */
	@Override
	public String toString() {
		return "WaitingAccount[id=" + this.id + "]";
	}

}
