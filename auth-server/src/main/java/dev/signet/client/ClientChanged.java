package dev.signet.client;

import dev.signet.audit.AuditableEvent;

/**
 * What is registered about a client, or its secrets, was changed by those who run this
 * server.
 *
 * @param clientId the client
 */
public record ClientChanged(String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.changed";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

}
