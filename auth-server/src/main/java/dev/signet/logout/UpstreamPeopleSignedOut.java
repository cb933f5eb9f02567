package dev.signet.logout;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.federation.provider.ProviderId;

/**
 * An administrator has signed out everybody who had signed in by a provider. Who is still
 * on their way from there is to come to nothing, too.
 *
 * @param providerId the provider
 * @param by the administrator
 * @param sessions how many sessions ended
 */
public record UpstreamPeopleSignedOut(ProviderId providerId, AccountId by, int sessions) implements AuditableEvent {

	@Override
	public String auditType() {
		return "provider.people-signed-out";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("provider", this.providerId.toString(), "sessions", String.valueOf(this.sessions));
	}

}
