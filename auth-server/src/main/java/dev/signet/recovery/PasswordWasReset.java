package dev.signet.recovery;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * The owner of an account set a new password by a link from their mailbox.
 *
 * @param accountId whose password
 */
record PasswordWasReset(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "recovery.password-reset";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
