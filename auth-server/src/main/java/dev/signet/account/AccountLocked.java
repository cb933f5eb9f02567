package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * The owner locked the account until they set a new password by mail: its sessions and
 * grants are to end.
 *
 * @param accountId the account
 */
public record AccountLocked(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.locked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
