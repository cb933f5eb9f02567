package dev.signet.grant;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has refused a device that asked to use a client in their name.
 *
 * @param accountId the person
 * @param clientId the client, by its internal id
 */
public record DeviceDenied(AccountId accountId, UUID clientId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "device.denied";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("client", this.clientId.toString());
	}

}
