package dev.signet.protocol.token;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
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
		if (grant != null && grantType != null && !grantTypes().contains(grantType)) {
			throw new OAuth2AuthenticationException(
					RefusalError.of(Refusal.GRANT_TYPE_NOT_REGISTERED, grantType, String.join(" ", grantTypes())));
		}
		return grant;
	}

	private static Set<String> grantTypes() {
		RegisteredClient client = (SecurityContextHolder.getContext()
			.getAuthentication() instanceof OAuth2ClientAuthenticationToken token) ? token.getRegisteredClient() : null;
		return (client == null) ? Set.of()
				: client.getAuthorizationGrantTypes()
					.stream()
					.map(AuthorizationGrantType::getValue)
					.collect(Collectors.toCollection(TreeSet::new));
	}

}
