package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account was made that cannot be used until somebody approves it.
 *
 * @param accountId the account
 */
public record ApprovalAwaited(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.approval-awaited";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
