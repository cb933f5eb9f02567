package dev.signet.client;

import dev.signet.audit.AuditableEvent;

/**
 * A client was stopped.
 *
 * @param clientId the client
 */
public record ClientDisabled(String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.disabled";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

}
