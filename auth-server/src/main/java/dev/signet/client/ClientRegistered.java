package dev.signet.client;

import java.util.Map;

import dev.signet.audit.AuditableEvent;

/**
 * A client was registered by those who run this server.
 *
 * @param clientId the client
 * @param declared whether the configuration declares it
 */
public record ClientRegistered(String clientId, boolean declared) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.registered";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("declared", String.valueOf(this.declared));
	}

}
