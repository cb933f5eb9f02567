package dev.signet.key;

import java.util.Map;

import dev.signet.audit.AuditableEvent;

/**
 * A key may have leaked: from now on nothing that it signed is believed.
 *
 * @param algorithm the signature algorithm (RFC 7518 §3.1)
 * @param keyId the key
 * @param state what it was used for until now
 */
public record KeyWithdrawn(String algorithm, String keyId, String state) implements AuditableEvent {

	@Override
	public String auditType() {
		return "key.withdrawn";
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("algorithm", this.algorithm, "key", this.keyId, "state", this.state);
	}

}
