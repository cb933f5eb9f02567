package dev.signet.protocol.authentication;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A public client that names itself where the framework's converter does not look: when
 * it refreshes, when it revokes, and for the device grant (RFC 8628 §3.1). What it
 * presents there is proof enough, since tokens and device codes are bound to their client
 * and rotate or end (RFC 9700 §2.2.2).
 */
final class PublicClientConverter implements AuthenticationConverter {

	private static final String MARK = "dev.signet.public-client";

	/** Marks the request for {@link PublicClientProvider}. */
	static final Map<String, Object> NO_CODE = Map.of(MARK, "no code");

	/** The same, when there is a code, but not what would prove the client with it. */
	static final Map<String, Object> NO_VERIFIER = Map.of(MARK, "no verifier");

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String clientId = request.getParameter("client_id");
		boolean authenticated = request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| ClientRequestRules.sent(request, "client_secret")
				|| ClientRequestRules.sent(request, "client_assertion");
		if (clientId == null || clientId.isEmpty() || authenticated || !mayNameItself(request)) {
			return null;
		}
		return new OAuth2ClientAuthenticationToken(clientId, ClientAuthenticationMethod.NONE, null,
				lacksVerifier(request) ? NO_VERIFIER : NO_CODE);
	}

	/**
	 * The framework's converter, which comes after, takes an empty one for a wrong one.
	 */
	private static boolean lacksVerifier(HttpServletRequest request) {
		return AuthorizationGrantType.AUTHORIZATION_CODE.getValue().equals(request.getParameter("grant_type"))
				&& !ClientRequestRules.sent(request, "code_verifier");
	}

	private static boolean mayNameItself(HttpServletRequest request) {
		String grantType = request.getParameter("grant_type");
		return lacksVerifier(request) || "refresh_token".equals(grantType)
				|| AuthorizationGrantType.DEVICE_CODE.getValue().equals(grantType)
				|| request.getRequestURI().endsWith("/oauth2/revoke")
				|| request.getRequestURI().endsWith("/oauth2/device_authorization");
	}

}
