package dev.signet.signin.trust;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.session.Device;

/**
 * A person has said that a device makes no second step for a while.
 *
 * @param accountId who
 * @param deviceId names what was said
 * @param device which device
 * @param until when that ends
 */
public record DeviceTrusted(AccountId accountId, UUID deviceId, Device device,
		Instant until) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.device-trusted";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("device", this.deviceId.toString());
	}

}
