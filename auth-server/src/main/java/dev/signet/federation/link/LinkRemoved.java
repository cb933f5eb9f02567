package dev.signet.federation.link;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.federation.provider.ProviderId;

/**
 * Somebody at a provider can no longer sign in to an account.
 *
 * @param accountId whose account
 * @param linkId the link
 * @param providerId the provider
 */
public record LinkRemoved(AccountId accountId, UUID linkId, ProviderId providerId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "link.removed";
	}

	@Override
	public UUID auditAccount() {
		return this.accountId.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("link", this.linkId.toString(), "provider", this.providerId.toString());
	}

}
