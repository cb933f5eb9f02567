package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * The owner keeps the account that they wanted deleted. What was open before stays ended.
 *
 * @param accountId the account
 */
public record DeletionWithdrawn(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.deletion-withdrawn";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
