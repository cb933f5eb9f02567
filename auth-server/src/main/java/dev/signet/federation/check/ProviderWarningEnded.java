package dev.signet.federation.check;

import java.util.Map;

import dev.signet.audit.AuditableEvent;
import dev.signet.checklist.CheckSubject;
import dev.signet.federation.provider.ProviderId;

/**
 * What a warning was about is over, or nobody uses the provider any more.
 *
 * @param providerId the provider
 * @param alias how it is known in addresses
 * @param check what it was about
 */
public record ProviderWarningEnded(ProviderId providerId, String alias, CheckSubject check) implements AuditableEvent {

	@Override
	public String auditType() {
		return "provider.warning-ended";
	}

	@Override
	public Map<String, String> auditDetails() {
		return Map.of("provider", this.providerId.toString(), "alias", this.alias, "check", this.check.name());
	}

}
