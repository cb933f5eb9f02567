package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * Somebody who was not signed in to an account has shown, before anybody else did, that
 * its address is theirs. Whoever made the account may have been a stranger who waited for
 * that, so whatever opened it until now is to end: sessions and grants, password,
 * passkeys, second factors, links and proofs under way.
 *
 * @param accountId the account
 */
public record AccountReclaimed(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.reclaimed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
