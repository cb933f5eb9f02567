package dev.signet.account;

import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * An account that waited for approval was refused, and is gone.
 *
 * @param accountId the account
 * @param by who decided so
 */
public record AccountDenied(AccountId accountId, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.denied";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("by", this.by.toString());
	}

}
