package dev.signet.signin.throttle;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has forgotten all that was counted for a network.
 *
 * @param network the network
 * @param by the administrator
 */
public record NetworkThrottlesLifted(String network, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "signin.network-throttles-lifted";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditPersonal() {
		return Map.of("network", this.network);
	}

	/** Without what locates somebody. */
	@Override
	public String toString() {
		return "NetworkThrottlesLifted[by=" + this.by + "]";
	}

}
