package dev.signet.protocol.authentication;

import java.util.Map;
import java.util.Set;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A public client that names itself, where it may: when it redeems a code, refreshes,
 * revokes, and for the device grant (RFC 8628 §3.1). What it presents there is proof
 * enough: codes come with a verifier, tokens and device codes are bound to their client
 * and rotate or end (RFC 9700 §2.1.1, §2.2.2).
 */
final class PublicClientConverter implements AuthenticationConverter {

	private static final Set<String> GRANT_TYPES = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.DEVICE_CODE.getValue());

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		boolean authenticated = request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| ClientRequestRules.sent(request, "client_secret")
				|| ClientRequestRules.sent(request, "client_assertion");
		if (authenticated || !mayNameItself(request)) {
			return null;
		}
		if (!ClientRequestRules.sent(request, "client_id")) {
			return nobody(request);
		}
		return new OAuth2ClientAuthenticationToken(request.getParameter("client_id"), ClientAuthenticationMethod.NONE,
				null, Map.of());
	}

	/**
	 * A verifier without a client: most likely of a public one, which forgot its name.
	 */
	private static @Nullable Authentication nobody(HttpServletRequest request) {
		if (ClientRequestRules.sent(request, "code_verifier")) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.PARAMETER_MISSING, null, "client_id"));
		}
		return null;
	}

	private static boolean mayNameItself(HttpServletRequest request) {
		String grantType = request.getParameter("grant_type");
		return (grantType != null && GRANT_TYPES.contains(grantType))
				|| request.getRequestURI().endsWith("/oauth2/revoke")
				|| request.getRequestURI().endsWith("/oauth2/device_authorization");
	}

}
