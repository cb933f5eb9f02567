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

}
