package dev.signet.consent;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has allowed a client something.
 *
 * @param accountId the person
 * @param clientId the client, by its internal id
 * @param scopes what was allowed this time
 */
public record ConsentGiven(AccountId accountId, UUID clientId, Set<String> scopes) implements AuditableEvent {

	@Override
	public String auditType() {
		return "consent.given";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("client", this.clientId.toString(), "scopes", String.join(" ", this.scopes));
	}

}
