package dev.signet.key;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.audit.AuditableEvent;
import org.jspecify.annotations.Nullable;

/**
 * A key may have leaked: from now on nothing that it signed is believed.
 *
 * @param algorithm the signature algorithm (RFC 7518 §3.1)
 * @param keyId the key
 * @param state what it was used for until now
 * @param by the administrator who asked for it; null when a setting says so
 */
public record KeyWithdrawn(String algorithm, String keyId, String state, @Nullable UUID by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "key.withdrawn";
	}

	@Override
	public Map<String, String> auditDetails() {
		Map<String, String> details = new HashMap<>(
				Map.of("algorithm", this.algorithm, "key", this.keyId, "state", this.state));
		if (this.by != null) {
			details.put("by", this.by.toString());
		}
		return details;
	}

}
