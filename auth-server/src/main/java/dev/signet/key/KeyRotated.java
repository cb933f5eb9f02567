package dev.signet.key;

import java.util.Map;

import dev.signet.audit.AuditableEvent;

/**
 * Another key signs from now on.
 *
 * @param algorithm the signature algorithm (RFC 7518 §3.1)
 * @param keyId the key that signs
 * @param previousKeyId the key that signed until now; empty when none did, as at the
 * first start and after a withdrawal
 */
public record KeyRotated(String algorithm, String keyId, String previousKeyId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "key.rotated";
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("algorithm", this.algorithm, "key", this.keyId, "previous", this.previousKeyId);
	}

}
