package dev.signet.client;

import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * People have other names at a client from now on (OpenID Connect Core 1.0 §8), since its
 * subject type or its sector was changed: published in the transaction that changes it,
 * so that nothing which was given under the old names goes on under the new ones (§12.2).
 *
 * @param id what other tables refer to
 * @param clientId its client identifier
 */
public record ClientSubjectsChanged(UUID id, String clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.subjects-changed";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

}
