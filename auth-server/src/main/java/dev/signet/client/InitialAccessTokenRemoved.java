package dev.signet.client;

import java.util.Map;

import dev.signet.audit.AuditableEvent;

/**
 * A token that allowed somebody to register clients (RFC 7591 §3) allows nothing any
 * more.
 *
 * @param name its name; nobody here knows the token
 * @param declared whether the configuration decided it
 */
public record InitialAccessTokenRemoved(String name, boolean declared) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.initial-access-token-removed";
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("name", this.name, "declared", String.valueOf(this.declared));
	}

}
