package dev.signet.federation.provider;

import java.util.List;

import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.jspecify.annotations.Nullable;

/**
 * Those of a provider's settings that a check and a trial depend on, beside its endpoints
 * and its secret: when one changes, nothing is proved any more.
 */
record ProvedSettings(UpstreamAuthentication authentication, @Nullable String appleTeam, @Nullable String appleKeyId,
		List<String> scopes, @Nullable String prompt, @Nullable String hostedDomain, List<ProfileRule> subjects) {

	static ProvedSettings of(ProviderSettings settings) {
		UpstreamClient client = settings.client();
		return new ProvedSettings(client.authentication(), client.appleTeam(), client.appleKeyId(), settings.scopes(),
				settings.prompt(), settings.hostedDomain(), subjects(settings));
	}

	/** Whether people are sent elsewhere, or by somebody else. */
	static boolean leadElsewhere(ProviderSettings before, ProviderSettings after) {
		return !before.endpoints().equals(after.endpoints())
				|| !before.client().clientId().equals(after.client().clientId());
	}

	/** What tells who somebody is, where an administrator says so. */
	static List<ProfileRule> subjects(ProviderSettings settings) {
		return settings.mapping()
			.profile()
			.stream()
			.filter((rule) -> rule.field().equals(ClaimMapping.SUBJECT))
			.toList();
	}

}
