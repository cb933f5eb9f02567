package dev.signet.federation.preset;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

/**
 * GitHub gives no ID tokens. Who it is, is a number; the login name can be changed and
 * taken by another. The address in the profile is whatever the person likes to show, so
 * the one that counts, primary and verified, needs a call of its own.
 */
final class GitHubQuirks extends Quirks {

	private static final String EMAILS = "emails";

	@Override
	public Optional<URI> addresses(URI userinfo) {
		return Optional.of(URI.create(userinfo + "/" + EMAILS));
	}

	@Override
	public Map<String, Object> completed(Map<String, Object> claims, @Nullable Object addresses,
			Map<String, String> parameters) {
		Map<String, Object> completed = new LinkedHashMap<>(claims);
		completed.put(EMAILS, (addresses instanceof List<?> list) ? list : List.of());
		return completed;
	}

	@Override
	@Nullable Object subject(ProviderSettings settings, Map<String, Object> claims) {
		return claims.get("id");
	}

	@Override
	@Nullable Object email(ProviderSettings settings, Map<String, Object> claims) {
		return primary(claims).map((address) -> (Object) address.get(EMAIL)).orElse(null);
	}

	@Override
	boolean emailVerified(ProviderSettings settings, Map<String, Object> claims) {
		return primary(claims).filter((address) -> isTrue(address.get("verified"))).isPresent();
	}

	@Override
	void claim(ProviderSettings settings, Claimed claimed, Map<String, Object> claims) {
		claims.put("id", claimed.subject());
		if (claimed.email() != null) {
			claims.put(EMAILS,
					List.of(Map.of(EMAIL, claimed.email(), "primary", true, "verified", claimed.emailVerified())));
		}
	}

	private static Optional<Map<?, ?>> primary(Map<String, Object> claims) {
		if (!(claims.get(EMAILS) instanceof List<?> addresses)) {
			return Optional.empty();
		}
		for (Object address : addresses) {
			if (address instanceof Map<?, ?> members && isTrue(members.get("primary"))) {
				return Optional.of(members);
			}
		}
		return Optional.empty();
	}

}
