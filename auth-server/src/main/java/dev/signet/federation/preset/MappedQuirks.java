package dev.signet.federation.preset;

import java.util.List;
import java.util.Map;

import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 2.0 says nothing about people, so an administrator tells what the claims are
 * called: the rules of the mapping that fill {@link ClaimMapping#SUBJECT},
 * {@link ClaimMapping#EMAIL} and {@link ClaimMapping#EMAIL_VERIFIED}.
 */
final class MappedQuirks extends Quirks {

	@Override
	@Nullable Object subject(ProviderSettings settings, Map<String, Object> claims) {
		return mapped(settings, claims, ClaimMapping.SUBJECT);
	}

	@Override
	@Nullable Object email(ProviderSettings settings, Map<String, Object> claims) {
		return mapped(settings, claims, ClaimMapping.EMAIL);
	}

	@Override
	boolean emailVerified(ProviderSettings settings, Map<String, Object> claims) {
		return isTrue(mapped(settings, claims, ClaimMapping.EMAIL_VERIFIED));
	}

	@Override
	void claim(ProviderSettings settings, Claimed claimed, Map<String, Object> claims) {
		put(settings, claims, ClaimMapping.SUBJECT, claimed.subject());
		if (claimed.email() != null) {
			put(settings, claims, ClaimMapping.EMAIL, claimed.email());
			put(settings, claims, ClaimMapping.EMAIL_VERIFIED, claimed.emailVerified());
		}
	}

	/** By its first rule, which counts before the others. */
	private static void put(ProviderSettings settings, Map<String, Object> claims, String field, Object value) {
		settings.mapping()
			.profile()
			.stream()
			.filter((rule) -> rule.field().equals(field))
			.findFirst()
			.ifPresent((rule) -> claims.put(rule.claim(), value));
	}

	/** The first rule counts whose claim is there. */
	private static @Nullable Object mapped(ProviderSettings settings, Map<String, Object> claims, String field) {
		List<ProfileRule> rules = settings.mapping().profile();
		for (ProfileRule rule : rules) {
			Object value = rule.field().equals(field) ? at(claims, rule.claim()) : null;
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	/** A claim by its name, or by the names on the way to it with dots between. */
	private static @Nullable Object at(Map<?, ?> claims, String path) {
		Object whole = claims.get(path);
		int dot = path.indexOf('.');
		if (whole != null || dot < 0) {
			return whole;
		}
		return (claims.get(path.substring(0, dot)) instanceof Map<?, ?> nested) ? at(nested, path.substring(dot + 1))
				: null;
	}

}
