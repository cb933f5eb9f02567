package dev.signet.protocol;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Refuses a grant that the client is not registered for (RFC 6749 §5.2) before the code
 * or token is looked at: the framework does so afterwards, and takes a code that such a
 * client presents for stolen. It never authenticates anybody.
 */
final class GrantTypeRules implements AuthenticationConverter {

	private final AuthenticationConverter offered;

	/**
	 * Puts the rule before a grant.
	 * @param offered reads the requests of one grant, and returns null for all others
	 */
	GrantTypeRules(AuthenticationConverter offered) {
		this.offered = offered;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		Authentication grant = this.offered.convert(request);
		String grantType = request.getParameter("grant_type");
		if (grant != null && grantType != null && !mayUse(new AuthorizationGrantType(grantType))) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
		}
		return grant;
	}

	private static boolean mayUse(AuthorizationGrantType grantType) {
		RegisteredClient client = (SecurityContextHolder.getContext()
			.getAuthentication() instanceof OAuth2ClientAuthenticationToken token) ? token.getRegisteredClient() : null;
		return client != null && client.getAuthorizationGrantTypes().contains(grantType);
	}

}
