package dev.signet.account;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * The owner wants the account deleted. Until then nobody signs in: its sessions and
 * grants are to end.
 *
 * @param accountId the account
 * @param date when it is to be deleted
 */
public record DeletionAsked(AccountId accountId, Instant date) implements AuditableEvent {

	@Override
	public String auditType() {
		return "account.deletion-asked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("date", this.date.toString());
	}

}
