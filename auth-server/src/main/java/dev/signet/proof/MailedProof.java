package dev.signet.proof;

import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;

/**
 * What a proof says of whoever has it: they read the mail at that address.
 *
 * @param accountId the account that it is about
 * @param address where it went, or, for {@link Purpose#UNDO_EMAIL}, what it brings back
 * @param madeAt when it was made
 */
public record MailedProof(AccountId accountId, EmailAddress address, Instant madeAt) {

	/** Without the address. */
	@Override
	public String toString() {
		return "MailedProof[accountId=" + this.accountId + "]";
	}

}
