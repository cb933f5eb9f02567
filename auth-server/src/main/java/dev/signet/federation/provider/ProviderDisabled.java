package dev.signet.federation.provider;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has switched off a provider.
 *
 * @param providerId the provider
 * @param alias how it is known in addresses
 * @param by the administrator
 */
public record ProviderDisabled(ProviderId providerId, String alias, AccountId by) implements AuditableEvent {

	@Override
	public String auditType() {
		return "provider.disabled";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("provider", this.providerId.toString(), "alias", this.alias);
	}

}
