package dev.signet.grant;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * A person has let a device use a client in their name.
 *
 * @param accountId the person
 * @param clientId the client, by its internal id
 * @param grantId the grant that was given
 */
public record DeviceApproved(AccountId accountId, UUID clientId, UUID grantId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "device.approved";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("client", this.clientId.toString(), "grant", this.grantId.toString());
	}

}
