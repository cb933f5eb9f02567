package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account waited for approval until its time was up, and is gone.
 *
 * @param accountId the account
 */
public record ApprovalExpired(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.approval-expired";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
