package dev.signet.account;

/**
 * An account between two moments at which everybody was shut out of it: because its owner
 * took it back or locked it, because it was switched off, or because all its sessions
 * were ended for another reason. A sign-in belongs to the generation in which its first
 * proof was given, and opens a session in no other one. So whoever was about to come in
 * at such a moment stays out.
 * <p>
 * It is read before a proof is looked at, or with it, never after: else a proof of before
 * could pass for one of now. Where that takes seconds elsewhere, as with a directory, it
 * is read before they are asked. Only of a provider nobody knows before whose answer it
 * is: there the proof is that an answer has come and was found to hold.
 *
 * @param accountId the account
 * @param number how often everybody was shut out before
 */
public record AccountGeneration(AccountId accountId, int number) {

	/** That of an account out of which nobody was ever shut. */
	public static AccountGeneration first(AccountId accountId) {
		return new AccountGeneration(accountId, 0);
	}

}
