package dev.signet.client;

import dev.signet.audit.AuditableEvent;

/**
 * A client that was stopped works again.
 *
 * @param clientId the client
 */
public record ClientEnabled(String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.enabled";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

}
