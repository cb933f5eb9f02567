package dev.signet.protocol.token;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a token exchange request (RFC 8693 §2.1). The framework's converter answers
 * errors that the standard does not have, and lets JWTs be asked for, which are access
 * tokens under another name. A parameter without a value counts as left out (RFC 6749
 * §3.2).
 */
final class TokenExchangeConverter implements AuthenticationConverter {

	static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	/** Our access tokens are JWTs, so both names are true of them. */
	private static final Set<String> TAKEN = Set.of(ACCESS_TOKEN, "urn:ietf:params:oauth:token-type:jwt");

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		Authentication client = SecurityContextHolder.getContext().getAuthentication();
		if (client == null
				|| !AuthorizationGrantType.TOKEN_EXCHANGE.getValue().equals(request.getParameter("grant_type"))) {
			return null;
		}
		String subjectToken = value(request, "subject_token");
		String subjectTokenType = value(request, "subject_token_type");
		String actorToken = value(request, "actor_token");
		String actorTokenType = value(request, "actor_token_type");
		if (subjectToken == null || subjectTokenType == null || (actorToken == null) != (actorTokenType == null)) {
			throw refusal(Refusal.EXCHANGE_PARAMETER_MISSING, null);
		}
		if (!TAKEN.contains(subjectTokenType) || (actorTokenType != null && !TAKEN.contains(actorTokenType))) {
			throw refusal(Refusal.EXCHANGE_TOKEN_TYPE, subjectTokenType);
		}
		String requestedType = value(request, "requested_token_type");
		if (requestedType != null && !requestedType.equals(ACCESS_TOKEN)) {
			throw refusal(Refusal.EXCHANGE_REQUESTED_TYPE, requestedType);
		}
		String scope = value(request, "scope");
		Set<String> scopes = (scope == null) ? Set.of() : new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
		return new OAuth2TokenExchangeAuthenticationToken(ACCESS_TOKEN, subjectToken, subjectTokenType, client,
				actorToken, actorTokenType, values(request, "resource"), values(request, "audience"), scopes, Map.of());
	}

	private static @Nullable String value(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		return (value == null || value.isBlank()) ? null : value;
	}

	private static Set<String> values(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		Set<String> given = new LinkedHashSet<>((values == null) ? Set.of() : Arrays.asList(values));
		given.removeIf(String::isBlank);
		return given;
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal, @Nullable String came) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal, came));
	}

}
