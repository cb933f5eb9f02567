package dev.signet.federation.preset;

import java.util.Map;

import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

/**
 * Facebook is used as OAuth 2.0. Who it is, is a number that only this app sees. Some
 * people have no address there, or keep it to themselves, and Facebook says of none that
 * it is verified.
 */
final class FacebookQuirks extends Quirks {

	@Override
	@Nullable Object subject(ProviderSettings settings, Map<String, Object> claims) {
		return claims.get("id");
	}

	@Override
	boolean emailVerified(ProviderSettings settings, Map<String, Object> claims) {
		return false;
	}

	@Override
	void claim(ProviderSettings settings, Claimed claimed, Map<String, Object> claims) {
		claims.put("id", claimed.subject());
		if (claimed.email() != null) {
			claims.put(EMAIL, claimed.email());
		}
	}

}
