package dev.signet.grant;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A grant was ended before its time.
 *
 * @param grantId the grant
 * @param accountId who had given it
 * @param clientId the client that had it, by its internal id
 * @param reason why; a replay among them is an alarm
 */
public record GrantRevoked(UUID grantId, AccountId accountId, UUID clientId,
		RevokeReason reason) implements AuditableEvent {

	@Override
	public String auditType() {
		return "grant.revoked";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("grant", this.grantId.toString(), "client", this.clientId.toString(), "reason",
				this.reason.name());
	}

}
