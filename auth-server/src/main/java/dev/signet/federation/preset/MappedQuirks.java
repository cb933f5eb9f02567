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
