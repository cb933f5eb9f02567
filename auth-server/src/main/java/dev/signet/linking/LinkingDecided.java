package dev.signet.linking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * It was decided what becomes of somebody who came from a provider. It holds all that the
 * decision depends on, and nothing that names a person but identifiers.
 *
 * @param providerId the provider
 * @param inputs what it depended on
 * @param decision what was decided
 * @param accountId the account that they are linked to, or that has their proved address
 */
record LinkingDecided(ProviderId providerId, LinkingInputs inputs, LinkingDecision decision,
		Optional<AccountId> accountId) implements AuditableEvent {

	static final String TYPE = "linking.decided";

	static LinkingDecided of(ProviderId providerId, LinkingPreview preview) {
		boolean concerned = preview.inputs().known() || preview.inputs().addressProved();
		return new LinkingDecided(providerId, preview.inputs(), preview.decision(),
				preview.collidesWith().filter((account) -> concerned));
	}

	@Override
	public String auditType() {
		return TYPE;
	}

	@Override
	public @Nullable UUID auditAccount() {
		return this.accountId.map(AccountId::value).orElse(null);
	}

	@Override
	public Map<String, String> auditDetails() {
		Map<String, String> details = new LinkedHashMap<>();
		details.put("provider", this.providerId.toString());
		details.put("result", this.decision.result().name());
		details.put("why", this.decision.reason().name());
		details.put("providerEnabled", String.valueOf(this.inputs.providerEnabled()));
		details.put("known", String.valueOf(this.inputs.known()));
		details.put("accountUsable", String.valueOf(this.inputs.accountUsable()));
		details.put("emailVerifiedUpstream", String.valueOf(this.inputs.emailVerifiedUpstream()));
		details.put("emailTrusted", String.valueOf(this.inputs.emailTrusted()));
		details.put("address", this.inputs.address().name());
		if (this.inputs.addressProved()) {
			details.put("otherWayIn", String.valueOf(this.inputs.otherWayIn()));
		}
		details.put("creation", this.inputs.creation().name());
		return details;
	}

}
