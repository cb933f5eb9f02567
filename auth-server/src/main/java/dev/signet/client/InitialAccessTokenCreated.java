package dev.signet.client;

import java.util.Map;

import dev.signet.audit.AuditableEvent;

/**
 * There is a new token that allows somebody to register clients (RFC 7591 §3), or another
 * one in the place of a declared one.
 *
 * @param name its name; nobody here knows the token
 * @param declared whether the configuration decided it
 */
public record InitialAccessTokenCreated(String name, boolean declared) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.initial-access-token-created";
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("name", this.name, "declared", String.valueOf(this.declared));
	}

}
