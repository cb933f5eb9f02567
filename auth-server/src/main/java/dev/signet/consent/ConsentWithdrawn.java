package dev.signet.consent;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has taken back what a client was allowed; its grants end with it.
 *
 * @param accountId the person
 * @param clientId the client, by its internal id
 */
public record ConsentWithdrawn(AccountId accountId, UUID clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "consent.withdrawn";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("client", this.clientId.toString());
	}

}
