package dev.signet.federation.check;

import java.util.Map;

import dev.signet.audit.AuditableEvent;
import dev.signet.checklist.CheckSubject;
import dev.signet.federation.provider.ProviderId;

/**
 * The scheduled look at a provider has found trouble that was not there before.
 *
 * @param providerId the provider
 * @param alias how it is known in addresses
 * @param check what it is about
 * @param found what was found, as the key of its sentence
 */
public record ProviderWarningBegan(ProviderId providerId, String alias, CheckSubject check,
		String found) implements AuditableEvent {

	@Override
	public String auditType() {
		return "provider.warning-began";
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("provider", this.providerId.toString(), "alias", this.alias, "check", this.check.name(), "found",
				this.found);
	}

}
