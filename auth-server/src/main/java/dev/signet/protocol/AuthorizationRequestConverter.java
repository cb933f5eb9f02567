package dev.signet.protocol;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.Scopes;
import dev.signet.signin.PendingRequests;
import dev.signet.signin.QueryString;
import dev.signet.token.TokenReader;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads an authorization request (RFC 6749 §4.1.1, OpenID Connect Core 1.0 §3.1.2.1) and
 * holds it to the rules. The client and its redirect URI come first: until both are
 * proved, nothing is sent anywhere. It stands in for the framework's converter, which
 * refuses most mistakes without telling the client, and lets others pass.
 */
@Component
class AuthorizationRequestConverter implements AuthenticationConverter {

	private static final Authentication NOBODY = new AnonymousAuthenticationToken("nobody", "nobody",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	/** RFC 6749 §3.3: printable ASCII without blank, quote and backslash. */
	private static final Pattern SCOPES = Pattern
		.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");

	/** RFC 7636 §4.2: the base64url form of a SHA-256 hash. */
	private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

	private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");

	/** May be sent more than once (RFC 8707 §2). */
	private static final String RESOURCE = "resource";

	private final Clients clients;

	private final Scopes knownScopes;

	private final TokenReader tokens;

	private final PublicAddress address;

	AuthorizationRequestConverter(Clients clients, Scopes knownScopes, TokenReader tokens, PublicAddress address) {
		this.clients = clients;
		this.knownScopes = knownScopes;
		this.tokens = tokens;
		this.address = address;
	}

	@Override
	public Authentication convert(HttpServletRequest request) {
		Map<String, String[]> parameters = request.getParameterMap();
		Client client = client(parameters);
		String redirectUri = redirectUri(parameters, client);
		Proved proved = new Proved(client, redirectUri, only(parameters, "state"));
		for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
			if (parameter.getValue().length > 1 && !parameter.getKey().equals(RESOURCE)) {
				throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST,
						"A parameter may be sent once only: " + printable(parameter.getKey()));
			}
		}
		if (parameters.values().stream().anyMatch((values) -> values[0].indexOf('\0') >= 0)) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "A parameter may not contain NUL");
		}
		if (QueryString.encode(parameters).length() > PendingRequests.MAX_LENGTH) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST,
					"The request is too long; at most %d characters are accepted"
						.formatted(PendingRequests.MAX_LENGTH));
		}
		checkKind(parameters, proved);
		checkProofKey(parameters, proved);
		checkInteraction(parameters, proved);
		Set<String> scopes = scopes(parameters, proved);
		checkResources(parameters, scopes, proved);
		Map<String, Object> additional = new HashMap<>();
		parameters.forEach((name, values) -> additional.put(name, values[0]));
		additional.keySet().removeAll(List.of("response_type", "client_id", "redirect_uri", "scope", "state"));
		return new OAuth2AuthorizationCodeRequestAuthenticationToken(this.address.to("/oauth2/authorize"),
				client.clientId(), principal(), redirectUri, proved.state(), scopes, additional);
	}

	private Client client(Map<String, String[]> parameters) {
		String clientId = only(parameters, "client_id");
		if (clientId == null) {
			throw new UnprovedRequest(UnprovedRequest.Problem.CLIENT_ID_MISSING);
		}
		return this.clients.findByClientId(clientId)
			.filter(Client::enabled)
			.orElseThrow(() -> new UnprovedRequest(UnprovedRequest.Problem.CLIENT_ID_UNKNOWN));
	}

	private static String redirectUri(Map<String, String[]> parameters, Client client) {
		if (!parameters.containsKey("redirect_uri") && client.redirectUris().size() == 1
				&& !asksFor(parameters, "openid")) {
			return client.redirectUris().iterator().next();
		}
		String redirectUri = only(parameters, "redirect_uri");
		if (redirectUri == null) {
			throw new UnprovedRequest(UnprovedRequest.Problem.REDIRECT_URI_MISSING);
		}
		if (!RegisteredRedirectUris.contain(client, redirectUri)) {
			throw new UnprovedRequest(UnprovedRequest.Problem.REDIRECT_URI_UNKNOWN);
		}
		return redirectUri;
	}

	private static void checkKind(Map<String, String[]> parameters, Proved proved) {
		if (parameters.containsKey("request") && parameters.containsKey("request_uri")) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "request and request_uri exclude each other");
		}
		if (parameters.containsKey("request")) {
			throw proved.refuse("request_not_supported", "Request objects are not supported");
		}
		if (parameters.containsKey("request_uri")) {
			throw proved.refuse("request_uri_not_supported", "Request objects by reference are not supported");
		}
		String responseType = only(parameters, "response_type");
		if (responseType == null) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "response_type must be sent");
		}
		if (!responseType.equals("code")) {
			throw proved.refuse(OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code");
		}
		String responseMode = only(parameters, "response_mode");
		if (responseMode != null && !responseMode.equals("query")) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "response_mode must be query");
		}
	}

	private static Set<String> scopes(Map<String, String[]> parameters, Proved proved) {
		String scope = only(parameters, "scope");
		if (scope == null || !SCOPES.matcher(scope).matches()) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_SCOPE,
					"scope must name at least one scope, separated by blanks");
		}
		Set<String> scopes = new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
		if (!proved.client().scopes().containsAll(scopes)) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_SCOPE,
					"A scope is asked for that this client is not registered for");
		}
		return scopes;
	}

	/** RFC 8707 §2: no token is given for an API whose scopes are not asked for. */
	private void checkResources(Map<String, String[]> parameters, Set<String> scopes, Proved proved) {
		Set<String> known = this.knownScopes.resourcesOf(scopes)
			.stream()
			.map(URI::toString)
			.collect(Collectors.toSet());
		String[] asked = parameters.getOrDefault(RESOURCE, new String[0]);
		if (!known.containsAll(Arrays.asList(asked))) {
			throw proved.refuse("invalid_target", "resource must be an API whose scopes are asked for");
		}
	}

	private static void checkProofKey(Map<String, String[]> parameters, Proved proved) {
		String challenge = only(parameters, "code_challenge");
		if (!parameters.containsKey("code_challenge")) {
			if (proved.client().requirePkce() || parameters.containsKey("code_challenge_method")) {
				throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge must be sent (RFC 7636)");
			}
			return;
		}
		if (!"S256".equals(only(parameters, "code_challenge_method"))) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge_method must be S256");
		}
		if (challenge == null || !S256_CHALLENGE.matcher(challenge).matches()) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST,
					"code_challenge must be 43 characters of base64url, without padding");
		}
	}

	private void checkInteraction(Map<String, String[]> parameters, Proved proved) {
		String prompt = only(parameters, "prompt");
		if (prompt != null) {
			List<String> values = Arrays.asList(prompt.split(" "));
			if (!PROMPTS.containsAll(values) || (values.contains("none") && values.size() > 1)) {
				throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST,
						"prompt must be none alone, or some of login, consent and select_account");
			}
		}
		String maxAge = only(parameters, "max_age");
		if (parameters.containsKey("max_age") && (maxAge == null || !SECONDS.matcher(maxAge).matches())) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "max_age must be a number of seconds");
		}
		String hint = only(parameters, "id_token_hint");
		if (hint != null && this.tokens.idTokenHint(hint).isEmpty()) {
			throw proved.refuse(OAuth2ErrorCodes.INVALID_REQUEST, "id_token_hint must be an ID token from here");
		}
	}

	private static boolean asksFor(Map<String, String[]> parameters, String scope) {
		String scopes = only(parameters, "scope");
		return scopes != null && Arrays.asList(scopes.split(" ")).contains(scope);
	}

	/** The value of a parameter that was sent once and is not empty, else null. */
	private static @Nullable String only(Map<String, String[]> parameters, String name) {
		String[] values = parameters.get(name);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? values[0] : null;
	}

	private static String printable(String text) {
		String printable = text.replaceAll("[^A-Za-z0-9_.-]", "?");
		return printable.substring(0, Math.min(40, printable.length()));
	}

	private static Authentication principal() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication == null) ? NOBODY : authentication;
	}

	/**
	 * Where an error may be sent, because client and redirect URI are proved.
	 *
	 * @param client who asks
	 * @param redirectUri where it wants the answer
	 * @param state its state, or null
	 */
	private record Proved(Client client, String redirectUri, @Nullable String state) {

		OAuth2AuthorizationCodeRequestAuthenticationException refuse(String error, String rule) {
			return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(error, rule, null),
					new OAuth2AuthorizationCodeRequestAuthenticationToken("/oauth2/authorize", this.client.clientId(),
							NOBODY, this.redirectUri, this.state, Set.of(), Map.of()));
		}

	}

}
