package dev.signet.credential;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has another password than before: what was open under the old one is to end.
 *
 * @param accountId whose
 */
public record PasswordAdded(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "credential.password-added";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
