package dev.signet.client;

import java.util.Map;

import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * A client registered itself (RFC 7591).
 *
 * @param clientId the client identifier that it got
 * @param initialToken the name of the initial access token that allowed it; null when
 * anybody may
 */
public record ClientSelfRegistered(String clientId, @Nullable String initialToken) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.self-registered";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return (this.initialToken == null) ? Map.of() : Map.of("initial-access-token", this.initialToken);
	}

}
