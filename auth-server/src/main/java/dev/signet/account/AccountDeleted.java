package dev.signet.account;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account is being deleted: published in the transaction that does it, while the
 * account can still be read, so that each package deletes what does not go by itself.
 *
 * @param accountId all that stays of it
 */
public record AccountDeleted(AccountId accountId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.deleted";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

}
