package dev.signet.signin;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has said that a device makes no second step for a while.
 *
 * @param accountId who
 * @param deviceId names what was said
 */
record DeviceTrusted(AccountId accountId, UUID deviceId) implements AuditableEvent {

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
