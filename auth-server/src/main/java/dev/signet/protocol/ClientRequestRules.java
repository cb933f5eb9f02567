package dev.signet.protocol;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Rules for every request that a client sends by itself, before its authentication is
 * looked at: each parameter once (RFC 6749 §3.2), one way to authenticate (§2.3), no
 * parameter of ours in the query. It never authenticates anybody.
 */
final class ClientRequestRules implements AuthenticationConverter {

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		request.getParameterMap().forEach((name, values) -> {
			if (values.length > 1 && !name.equals("resource") && !name.equals("audience")) {
				throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
			}
		});
		boolean basic = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		boolean posted = request.getParameter("client_secret") != null;
		boolean asserted = request.getParameter("client_assertion") != null
				|| request.getParameter("client_assertion_type") != null;
		if ((basic && posted) || (asserted && (basic || posted))) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
		}
		if (asserted && request.getParameter("client_assertion") == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		if (request.getQueryString() != null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
		}
		if ("".equals(request.getParameter("grant_type")) || "".equals(request.getParameter("code"))) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
		}
		return null;
	}

}
