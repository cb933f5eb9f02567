package dev.signet.demo.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * One thing that the server says about the person or the sign-in.
 *
 * @param name its name on the wire
 * @param meaning what it means, empty when this app does not know it
 * @param value what it says
 * @param fromUserinfo whether it came from the userinfo endpoint, not in the ID token
 */
record Claim(String name, String meaning, String value, boolean fromUserinfo) {

	/** OpenID Connect Core 1.0 §5.1, and what Signet adds. */
	private static final List<Map.Entry<String, String>> ABOUT_THE_PERSON = List.of(
			Map.entry("sub", "Your lasting identifier"), Map.entry("name", "Full name"),
			Map.entry("given_name", "First name"), Map.entry("family_name", "Last name"),
			Map.entry("preferred_username", "Username"), Map.entry("email", "Email address"),
			Map.entry("email_verified", "Has it been checked?"), Map.entry("roles", "What you may do"),
			Map.entry("locale", "Language"), Map.entry("zoneinfo", "Time zone"),
			Map.entry("updated_at", "Last change"));

	/** OpenID Connect Core 1.0 §2. */
	private static final List<Map.Entry<String, String>> ABOUT_THE_SIGN_IN = List.of(
			Map.entry("auth_time", "When you proved it is you"), Map.entry("amr", "How you proved it"),
			Map.entry("acr", "How strong that was"), Map.entry("sid", "Your sign-in, same in both apps"),
			Map.entry("iss", "Who says all this"), Map.entry("aud", "Which app may read it"),
			Map.entry("azp", "Which app asked"), Map.entry("iat", "When it was said"),
			Map.entry("exp", "Until when it counts"), Map.entry("nonce", "Ties answer to question"),
			Map.entry("at_hash", "Fits the access token"), Map.entry("jti", "Number of this token"));

	/** What was told about the person, in an order that people like. */
	static List<Claim> aboutThePerson(OidcUser user) {
		return known(user, ABOUT_THE_PERSON);
	}

	/**
	 * What was told about the sign-in, and then everything that this app cannot explain.
	 */
	static List<Claim> aboutTheSignIn(OidcUser user) {
		List<Claim> claims = new ArrayList<>(known(user, ABOUT_THE_SIGN_IN));
		Map<String, Object> rest = new TreeMap<>(user.getClaims());
		ABOUT_THE_PERSON.forEach((known) -> rest.remove(known.getKey()));
		ABOUT_THE_SIGN_IN.forEach((known) -> rest.remove(known.getKey()));
		rest.forEach((name, value) -> claims.add(claim(user, name, "", value)));
		return claims;
	}

	private static List<Claim> known(OidcUser user, List<Map.Entry<String, String>> meanings) {
		List<Claim> claims = new ArrayList<>();
		meanings.forEach((known) -> {
			Object value = user.getClaims().get(known.getKey());
			if (value != null) {
				claims.add(claim(user, known.getKey(), known.getValue(), value));
			}
		});
		return claims;
	}

	private static Claim claim(OidcUser user, String name, String meaning, Object value) {
		return new Claim(name, meaning, text(value), !user.getIdToken().getClaims().containsKey(name));
	}

	private static String text(Object value) {
		if (value instanceof Instant moment) {
			return Times.moment(moment);
		}
		if (value instanceof Collection<?> values) {
			return values.isEmpty() ? "none" : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
		}
		return value.toString();
	}

}
