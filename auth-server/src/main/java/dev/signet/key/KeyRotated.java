package dev.signet.key;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * Another key signs from now on.
 *
 * @param algorithm the signature algorithm (RFC 7518 §3.1)
 * @param keyId the key that signs
 * @param previousKeyId the key that signed until now; empty when none did, as at the
 * first start and after a withdrawal
 * @param by the administrator who asked for it; null when it was time, and when a setting
 * says so
 */
public record KeyRotated(String algorithm, String keyId, String previousKeyId,
		@Nullable UUID by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "key.rotated";
	}

	@Override
	public Map<String, String> auditDetails() {
		Map<String, String> details = new HashMap<>(
				Map.of("algorithm", this.algorithm, "key", this.keyId, "previous", this.previousKeyId));
		if (this.by != null) {
			details.put("by", this.by.toString());
		}
		return details;
	}

}
