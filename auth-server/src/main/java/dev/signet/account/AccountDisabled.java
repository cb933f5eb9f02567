package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account was switched off: its sessions and grants are to end.
 *
 * @param accountId the account
 */
public record AccountDisabled(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.disabled";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
