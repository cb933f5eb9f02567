package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * The owner of a locked account has proved by mail who they are and may sign in again.
 *
 * @param accountId the account
 */
public record AccountUnlocked(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.unlocked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
