package dev.signet.federation.preset;

import java.util.Map;

import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

/** Discord is OAuth 2.0, and calls its claims by names of its own. */
final class DiscordQuirks extends Quirks {

	@Override
	@Nullable Object subject(ProviderSettings settings, Map<String, Object> claims) {
		return claims.get("id");
	}

	@Override
	boolean emailVerified(ProviderSettings settings, Map<String, Object> claims) {
		return isTrue(claims.get("verified"));
	}

	@Override
	void claim(ProviderSettings settings, Claimed claimed, Map<String, Object> claims) {
		claims.put("id", claimed.subject());
		if (claimed.email() != null) {
			claims.put(EMAIL, claimed.email());
			claims.put("verified", claimed.emailVerified());
		}
	}

}
