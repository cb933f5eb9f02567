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

	/** Where they stand in the queue. */
	public Place place() {
		return new Place(this.since, this.id);
	}

	/** Without what names the person. */
	@Override
	public String toString() {
		return "WaitingAccount[id=" + this.id + "]";
	}

	/**
	 * A place in the queue. Of those who came at the same moment, the id decides, so that
	 * each has a place of its own.
	 *
	 * @param since when somebody came
	 * @param id whose it is
	 */
	public record Place(Instant since, AccountId id) {
	}

}
