package dev.signet.federation.link;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.federation.provider.ProviderId;

/**
 * A link that was removed counts again.
 *
 * @param accountId whose account
 * @param linkId the link
 * @param providerId the provider
 */
public record LinkRestored(AccountId accountId, UUID linkId, ProviderId providerId) implements AuditableEvent {

	@Override
	public String auditType() {
		return "link.restored";
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
