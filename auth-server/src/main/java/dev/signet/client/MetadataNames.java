package dev.signet.client;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the standard (RFC 7591 §2, OpenID Connect Dynamic Client Registration 1.0
 * §2) for what the configuration calls otherwise.
 */
final class MetadataNames {

	private static final Map<String, String> OTHERWISE = Map.ofEntries(Map.entry("client-id", "client_id"),
			Map.entry("name", "client_name"), Map.entry("home-uri", "client_uri"),
			Map.entry("authentication-method", "token_endpoint_auth_method"), Map.entry("scopes", "scope"),
			Map.entry("assertion-algorithm", "token_endpoint_auth_signing_alg"),
			Map.entry("request-object-algorithm", "request_object_signing_alg"),
			Map.entry("id-token-algorithm", "id_token_signed_response_alg"),
			Map.entry("user-info-algorithm", "userinfo_signed_response_alg"),
			Map.entry("introspection-algorithm", "introspection_signed_response_alg"),
			Map.entry("secret", "client_secret"));

	/** The others: a hyphen for each underscore. */
	private static final Pattern SETTING = Pattern
		.compile("(redirect|post-logout-redirect|request)-uris|jwks-uri|logo-uri|"
				+ "policy-uri|tos-uri|initiate-login-uri|sector-identifier-uri|grant-types|subject-type|default-max-age|"
				+ "(back|front)channel-logout-(uri|session-required)|client-id|home-uri|authentication-method|"
				+ "(id-token|user-info|introspection|assertion|request-object)-algorithm");

	private MetadataNames() {
	}

	static ClientProblem inTheStandardsWords(ClientProblem problem) {
		String field = problem.field();
		return new ClientProblem(OTHERWISE.getOrDefault(field, field.replace('-', '_')), text(problem.rule()),
				problem.came(), text(problem.fix()));
	}

	private static String text(String sentence) {
		return SETTING.matcher(sentence).replaceAll((match) -> Matcher.quoteReplacement(standard(match.group())));
	}

	private static String standard(String setting) {
		return OTHERWISE.getOrDefault(setting, setting.replace('-', '_'));
	}

}
