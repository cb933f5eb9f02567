package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * A person downloaded all that is known of them here.
 *
 * @param accountId the account
 */
public record DataDownloaded(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.data-downloaded";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
