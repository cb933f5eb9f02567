package dev.signet.protocol.userinfo;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Takes the bearer token from the header or a form (RFC 6750 §2.1, §2.2).
 */
final class BearerTokens implements BearerTokenResolver {

	private static final String SCHEME = "Bearer ";

	private final DefaultBearerTokenResolver framework = new DefaultBearerTokenResolver();

	BearerTokens() {
		this.framework.setAllowFormEncodedBodyParameter(true);
	}

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (headers.size() > 1) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("More than one token was sent"));
		}
		if (request.getMethod().equals("GET") && headers.size() == 1 && headers.get(0).startsWith(SCHEME)) {
			// The framework looks at each letter first. What is none of a token's is no
			// token of ours either, and that is what its sender is told in both cases
			return headers.get(0).substring(SCHEME.length());
		}
		if (headers.isEmpty() && "".equals(request.getParameter("access_token"))) {
			// No token, rather than one in a wrong place
			return null;
		}
		return this.framework.resolve(request);
	}

}
