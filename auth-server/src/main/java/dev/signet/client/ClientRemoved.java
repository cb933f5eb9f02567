package dev.signet.client;

import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;

/**
 * A client is gone, with its grants: published in the transaction that deletes it, so
 * that what hangs on the client goes with it.
 *
 * @param id what other tables referred to
 * @param clientId its client identifier
 * @param reason why
 */
public record ClientRemoved(UUID id, String clientId, Reason reason) implements AuditableEvent {

	@Override
	public String auditType() {
		return "client.removed";
	}

	@Override
	public String auditClient() {
		return this.clientId;
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("reason", this.reason.name());
	}

	/** Why a client is gone. The names are stored; never rename one. */
	public enum Reason {

		/** It removed itself (RFC 7592 §2.3). */
		REMOVED_ITSELF,

		/** It had registered itself, and was not used for long. */
		UNUSED

	}

}
