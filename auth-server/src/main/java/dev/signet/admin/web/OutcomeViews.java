package dev.signet.admin.web;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.federation.mapping.ClaimMapper;
import dev.signet.federation.mapping.MappedPerson;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderState;
import dev.signet.linking.LinkingDecisions;
import dev.signet.linking.LinkingInputs;
import dev.signet.linking.LinkingPreview;

import org.springframework.stereotype.Component;

/**
 * Asks what would become of somebody who comes from a provider, and writes nothing.
 */
@Component
class OutcomeViews {

	private final LinkingDecisions decisions;

	private final ClaimMapper mapper;

	private final Accounts accounts;

	OutcomeViews(LinkingDecisions decisions, ClaimMapper mapper, Accounts accounts) {
		this.decisions = decisions;
		this.mapper = mapper;
		this.accounts = accounts;
	}

	/**
	 * What would become of a person if the provider were switched on, since all that can
	 * be said before is that it is off.
	 */
	OutcomeView of(Provider provider, UpstreamPerson person) {
		LinkingPreview preview = this.decisions.preview(switchedOn(provider), person);
		MappedPerson mapped = this.mapper.map(provider, person);
		return new OutcomeView(person.issuer(), person.subject(), person.email(), person.emailVerified(),
				provider.settings().emailTrusted(), preview.decision().result().name(),
				preview.decision().reason().adminKey(), inputs(preview.inputs()),
				preview.collidesWith().flatMap(this.accounts::find).map(Account::username).orElse(null),
				mapped.profile(), mapped.roles(), mapped.groups(), mapped.unusable());
	}

	private static Provider switchedOn(Provider provider) {
		return new Provider(provider.id(), provider.alias(), provider.preset(), provider.settings(),
				ProviderState.ENABLED, provider.hasSecret(), provider.version(), provider.createdAt(),
				provider.changedAt(), provider.provedAt());
	}

	/** In the order in which the table asks. */
	private static Map<String, String> inputs(LinkingInputs inputs) {
		Map<String, String> shown = new LinkedHashMap<>();
		shown.put("known", yesNo(inputs.known()));
		shown.put("accountUsable", yesNo(inputs.accountUsable()));
		shown.put("emailVerifiedUpstream", yesNo(inputs.emailVerifiedUpstream()));
		shown.put("emailTrusted", yesNo(inputs.emailTrusted()));
		shown.put("address", inputs.address().name());
		if (inputs.addressProved()) {
			shown.put("otherWayIn", yesNo(inputs.otherWayIn()));
		}
		shown.put("creation", inputs.creation().name());
		return shown;
	}

	/** What the table was asked, as it is recorded, by the names of words. */
	static Map<String, String> answers(Map<String, String> recorded) {
		Map<String, String> shown = new LinkedHashMap<>(recorded);
		shown.replaceAll((input, answer) -> answer.equals("true") ? "yes" : answer.equals("false") ? "no" : answer);
		return shown;
	}

	private static String yesNo(boolean value) {
		return value ? "yes" : "no";
	}

}
