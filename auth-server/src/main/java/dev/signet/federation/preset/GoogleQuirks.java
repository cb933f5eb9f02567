package dev.signet.federation.preset;

import java.util.Map;

import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.settings.ProviderSettings;

/**
 * Google can be asked for the people of one organisation only. The parameter shortens a
 * list that people see; what counts is the claim.
 */
final class GoogleQuirks extends Quirks {

	private static final String SCOPES = "https://www.googleapis.com/auth/userinfo.";

	@Override
	public Map<String, String> parameters(ProviderSettings settings) {
		String domain = settings.hostedDomain();
		return (domain != null) ? Map.of("hd", domain) : Map.of();
	}

	/** It knows no {@code prompt=login}; that is the most it can be asked to do. */
	@Override
	public Map<String, String> afresh() {
		return Map.of("prompt", "select_account", "max_age", "0");
	}

	/** Two have short names, and are granted under their long ones. */
	@Override
	public String scope(String granted) {
		return granted.startsWith(SCOPES) ? granted.substring(SCOPES.length()) : granted;
	}

	@Override
	void admit(ProviderSettings settings, Map<String, Object> claims) throws UpstreamTrouble {
		String domain = settings.hostedDomain();
		if (domain != null && !domain.equals(claims.get("hd"))) {
			throw UpstreamTrouble.of(FailureReason.NOT_ALLOWED,
					"The account is none of the organisation " + domain + ".");
		}
	}

}
