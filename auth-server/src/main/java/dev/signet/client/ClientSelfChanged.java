package dev.signet.client;

import dev.signet.audit.AuditableEvent;

/**
 * A client changed its own registration (RFC 7592 §2.2).
 *
 * @param clientId the client
 */
public record ClientSelfChanged(String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.self-changed";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

}
