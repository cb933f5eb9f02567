package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * What a person tells about themselves was changed.
 *
 * @param accountId the account
 */
public record ProfileChanged(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.profile-changed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
