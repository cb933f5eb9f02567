package dev.signet.federation.provider;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;

/**
 * An administrator has changed what is set about a provider.
 *
 * @param providerId the provider
 * @param alias how it is known in addresses
 * @param by the administrator
 * @param unproved whether it must be proved again
 * @param disabled whether it was switched off by that
 */
public record ProviderChanged(ProviderId providerId, String alias, AccountId by, boolean unproved,
		boolean disabled) implements AuditableEvent {

	@Override
	public String auditType() {
		return "provider.changed";
	}

	@Override
	public UUID auditAccount() {
		return this.by.value();
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("provider", this.providerId.toString(), "alias", this.alias, "unproved",
				Boolean.toString(this.unproved), "disabled", Boolean.toString(this.disabled));
	}

}
