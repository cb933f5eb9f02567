package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * The main address does not count as the person's any more: somebody else reads mail
 * there.
 *
 * @param accountId the account
 */
public record EmailDoubted(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.email-doubted";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
