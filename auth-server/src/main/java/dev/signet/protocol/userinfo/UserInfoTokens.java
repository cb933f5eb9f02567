package dev.signet.protocol.userinfo;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Takes bearer tokens at the userinfo endpoint only, from the header or a form (RFC 6750
 * §2.1, §2.2): elsewhere in this chain {@code Authorization} is for clients.
 */
public final class UserInfoTokens implements BearerTokenResolver {

	private final DefaultBearerTokenResolver framework = new DefaultBearerTokenResolver();

	public UserInfoTokens() {
		this.framework.setAllowFormEncodedBodyParameter(true);
	}

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		if (!request.getRequestURI().endsWith("/userinfo")) {
			return null;
		}
		if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("More than one token was sent"));
		}
		return this.framework.resolve(request);
	}

}
