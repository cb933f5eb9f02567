package dev.signet.demo.upstream;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The addresses of the stand-ins that this server calls, and no browser.
 */
final class Programs implements RequestMatcher {

	private static final List<String> PATHS = List.of("/google/.well-known/openid-configuration",
			"/google/oauth2/v3/certs", "/google/token", "/google/v1/userinfo", "/github/login/oauth/access_token",
			"/github/user", "/github/user/emails", "/microsoft/*/v2.0/.well-known/openid-configuration",
			"/microsoft/*/discovery/v2.0/keys", "/microsoft/*/oauth2/v2.0/token", "/microsoft/oidc/userinfo",
			"/facebook/oauth/access_token", "/facebook/*/oauth/access_token", "/facebook/me", "/facebook/*/me",
			"/apple/.well-known/openid-configuration", "/apple/auth/keys", "/apple/auth/token");

	private final RequestMatcher matcher = new OrRequestMatcher(PATHS.stream()
		.<RequestMatcher>map((path) -> PathPatternRequestMatcher.withDefaults().matcher(Addresses.ROOT + path))
		.toList());

	@Override
	public boolean matches(HttpServletRequest request) {
		return this.matcher.matches(request);
	}

}
