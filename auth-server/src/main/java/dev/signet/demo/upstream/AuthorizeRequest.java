package dev.signet.demo.upstream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What this server asks of a stand-in (RFC 6749 §4.1.1). It travels with the page on
 * which somebody answers, and is looked at again when they have.
 *
 * @param standIn who is asked
 * @param parameters those that matter, as they came
 */
record AuthorizeRequest(StandIn standIn, Map<String, String> parameters) {

	private static final List<String> NAMES = List.of("client_id", "redirect_uri", "response_type", "response_mode",
			"scope", "state", "nonce", "code_challenge", "code_challenge_method", "max_age");

	private static final int LONGEST = 2000;

	static AuthorizeRequest of(StandIn standIn, HttpServletRequest request) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String name : NAMES) {
			String value = request.getParameter(name);
			if (value != null) {
				parameters.put(name, value);
			}
		}
		return new AuthorizeRequest(standIn, parameters);
	}

	/** What is wrong with it, so that nobody can be sent back. */
	Optional<Problem> problem(Addresses addresses) {
		if (!this.standIn.clientId().equals(get("client_id"))) {
			return Optional.of(Problem.CLIENT);
		}
		if (!addresses.isCallback(redirectUri())) {
			return Optional.of(Problem.REDIRECT_URI);
		}
		// GitHub and Facebook do without it
		if (!"code".equals(this.parameters.getOrDefault("response_type", this.standIn.openIdConnect() ? "" : "code"))) {
			return Optional.of(Problem.RESPONSE_TYPE);
		}
		if (this.standIn == StandIn.APPLE && !formPost() && (scopes().contains("name") || scopes().contains("email"))) {
			return Optional.of(Problem.RESPONSE_MODE);
		}
		if (challenge() != null && !"S256".equals(get("code_challenge_method"))) {
			return Optional.of(Problem.CHALLENGE);
		}
		boolean tooLong = this.parameters.values().stream().anyMatch((value) -> value.length() > LONGEST);
		return tooLong ? Optional.of(Problem.TOO_LONG) : Optional.empty();
	}

	String redirectUri() {
		return this.parameters.getOrDefault("redirect_uri", "");
	}

	@Nullable String state() {
		return get("state");
	}

	@Nullable String nonce() {
		return get("nonce");
	}

	@Nullable String challenge() {
		return get("code_challenge");
	}

	/**
	 * Whether it is to say when the person signed in (OpenID Connect Core 1.0 §3.1.2.1).
	 */
	boolean wantsTime() {
		return get("max_age") != null;
	}

	boolean formPost() {
		return this.standIn == StandIn.APPLE && "form_post".equals(get("response_mode"));
	}

	/** Facebook also takes commas between them. */
	List<String> scopes() {
		return Arrays.stream(this.parameters.getOrDefault("scope", "").split("[ ,]+"))
			.filter((scope) -> !scope.isEmpty())
			.toList();
	}

	private @Nullable String get(String name) {
		return this.parameters.get(name);
	}

	/** Why nobody can be sent back. */
	enum Problem {

		CLIENT, REDIRECT_URI, RESPONSE_TYPE, RESPONSE_MODE, CHALLENGE, TOO_LONG;

		/** Its name as part of a message key. */
		String key() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
