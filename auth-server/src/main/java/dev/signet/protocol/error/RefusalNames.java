package dev.signet.protocol.error;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.refusal.NotedRefusal;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.secret.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Finds the name of what the framework refused without one. Its providers throw bare
 * error codes, so the request is looked at once more, in the order in which they looked,
 * beside what the look-up of the code or token has noted.
 */
@Component
class RefusalNames {

	private static final OAuth2TokenType CODE = new OAuth2TokenType("code");

	/** What a request cannot do without, by its grant type. */
	private static final Map<String, String> NEEDED = Map.of("authorization_code", "code", "refresh_token",
			"refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "device_code");

	/**
	 * A client id has no need to be longer, and a secret that came instead must not show.
	 */
	private static final int LONGEST_SHOWN = 24;

	private final Clients clients;

	private final OAuth2AuthorizationService authorizations;

	RefusalNames(Clients clients, OAuth2AuthorizationService authorizations) {
		this.clients = clients;
		this.authorizations = authorizations;
	}

	/** The refusal by its name. */
	RefusalError of(HttpServletRequest request, OAuth2Error error) {
		if (error instanceof RefusalError named) {
			return named;
		}
		return switch (error.getErrorCode()) {
			case OAuth2ErrorCodes.INVALID_CLIENT -> client(request);
			case OAuth2ErrorCodes.INVALID_GRANT -> grant(request);
			case OAuth2ErrorCodes.INVALID_SCOPE -> scope(request);
			case OAuth2ErrorCodes.INVALID_REQUEST -> missing(request);
			case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE ->
				RefusalError.of(Refusal.GRANT_TYPE_UNSUPPORTED, request.getParameter("grant_type"));
			default -> RefusalError.other(error.getErrorCode());
		};
	}

	/** The client that a request names, when somebody looked it up a moment ago. */
	Optional<Client> claimed(HttpServletRequest request) {
		return Optional.ofNullable(ClaimedClient.of(request).clientId()).flatMap(this.clients::remembered);
	}

	private RefusalError client(HttpServletRequest request) {
		ClaimedClient claimed = ClaimedClient.of(request);
		if (claimed.clientId() == null) {
			return RefusalError.of(Refusal.CLIENT_AUTHENTICATION_MISSING);
		}
		Client client = this.clients.remembered(claimed.clientId()).orElse(null);
		if (client == null) {
			return RefusalError.of(Refusal.CLIENT_UNKNOWN, shown(claimed.clientId()));
		}
		if (!client.enabled()) {
			return RefusalError.of(Refusal.CLIENT_DISABLED);
		}
		if (!client.authenticationMethod().equals(claimed.method())) {
			return RefusalError.of(Refusal.METHOD_NOT_REGISTERED, claimed.method().getValue(),
					client.authenticationMethod().getValue());
		}
		if (claimed.method().equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
			return RefusalError.of(Refusal.ASSERTION_MALFORMED);
		}
		return RefusalError.of(client.publicClient() ? Refusal.CLIENT_AUTHENTICATION_MISSING : Refusal.SECRET_WRONG);
	}

	private RefusalError grant(HttpServletRequest request) {
		Refusal noted = NotedRefusal.on(request);
		if (noted != null) {
			return RefusalError.of(noted);
		}
		String code = request.getParameter("code");
		if (!"authorization_code".equals(request.getParameter("grant_type")) || code == null) {
			return RefusalError.of(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT);
		}
		// It was found, so it is remembered for this request
		OAuth2Authorization found = this.authorizations.findByToken(code, CODE);
		OAuth2AuthorizationRequest asked = (found == null) ? null
				: found.getAttribute(OAuth2AuthorizationRequest.class.getName());
		return (found == null || asked == null) ? RefusalError.of(Refusal.CODE_OF_ANOTHER_CLIENT)
				: code(request, found, asked);
	}

	private static RefusalError code(HttpServletRequest request, OAuth2Authorization found,
			OAuth2AuthorizationRequest asked) {
		String challenge = (String) asked.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE);
		String verifier = request.getParameter("code_verifier");
		boolean ownCode = asked.getClientId().equals(ClaimedClient.of(request).clientId());
		if (challenge == null && verifier != null && !verifier.isBlank()) {
			return RefusalError.of(Refusal.CODE_VERIFIER_UNEXPECTED);
		}
		if (challenge != null && !fits(verifier, challenge)) {
			return RefusalError.of(Refusal.CODE_VERIFIER_WRONG,
					(verifier == null) ? null : "a code_verifier of %d characters".formatted(verifier.length()),
					"the code_verifier whose SHA-256 is the code_challenge of the authorization request");
		}
		if (!ownCode) {
			return RefusalError.of(Refusal.CODE_OF_ANOTHER_CLIENT);
		}
		OAuth2Authorization.Token<OAuth2AuthorizationCode> code = found.getToken(OAuth2AuthorizationCode.class);
		String redirectUri = request.getParameter("redirect_uri");
		if (asked.getRedirectUri() != null && !asked.getRedirectUri().equals(redirectUri)) {
			return RefusalError.of(Refusal.CODE_REDIRECT_URI_DIFFERS, redirectUri, asked.getRedirectUri());
		}
		return RefusalError.of((code != null && code.isInvalidated()) ? Refusal.CODE_USED_TWICE : Refusal.CODE_EXPIRED);
	}

	/** RFC 7636 §4.6. */
	private static boolean fits(@Nullable String verifier, String challenge) {
		return verifier != null
				&& Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier)).equals(challenge);
	}

	private RefusalError scope(HttpServletRequest request) {
		if ("refresh_token".equals(request.getParameter("grant_type"))) {
			return RefusalError.of(Refusal.SCOPE_NOT_GRANTED, request.getParameter("scope"));
		}
		return RefusalError.of(Refusal.SCOPE_NOT_REGISTERED, request.getParameter("scope"),
				claimed(request).map((client) -> String.join(" ", new TreeSet<>(client.scopes()))).orElse(null));
	}

	private static RefusalError missing(HttpServletRequest request) {
		if (!request.getRequestURI().endsWith("/oauth2/token")) {
			return RefusalError.of(Refusal.PARAMETER_MISSING, null, "token");
		}
		String grantType = request.getParameter("grant_type");
		if (grantType == null) {
			return RefusalError.of(Refusal.PARAMETER_MISSING, null, "grant_type");
		}
		String needed = NEEDED.get(grantType);
		String value = (needed == null) ? null : request.getParameter(needed);
		return RefusalError.of(Refusal.PARAMETER_MISSING, null, (value == null || value.isBlank()) ? needed : null);
	}

	private static @Nullable String shown(String clientId) {
		return (clientId.length() <= LONGEST_SHOWN) ? clientId
				: "%s... (%d characters)".formatted(clientId.substring(0, 8), clientId.length());
	}

}
