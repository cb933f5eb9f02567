package dev.signet.account;

import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account has another main address, at which the person has been seen to read mail.
 *
 * @param accountId the account
 * @param from the address before
 * @param fromVerified whether the person had been seen to read mail there
 * @param to the address now
 * @param undone whether this takes an earlier change back
 */
public record EmailChanged(AccountId accountId, EmailAddress from, boolean fromVerified, EmailAddress to,
		boolean undone) implements AuditableEvent {

	@Override
	public String auditType() {
		return this.undone ? "account.email-change-undone" : "account.email-changed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditPersonal() {
		return Map.of("from", this.from.value(), "to", this.to.value());
	}

	/** Without the addresses. */
	@Override
	public String toString() {
		return "EmailChanged[accountId=" + this.accountId + "]";
	}

}
