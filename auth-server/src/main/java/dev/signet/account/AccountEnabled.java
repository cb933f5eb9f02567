package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * A disabled account was switched on again.
 *
 * @param accountId the account
 */
public record AccountEnabled(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.enabled";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
