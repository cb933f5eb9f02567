package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account was made.
 *
 * @param accountId the new account
 */
public record AccountRegistered(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.registered";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
