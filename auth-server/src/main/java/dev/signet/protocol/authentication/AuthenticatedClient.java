package dev.signet.protocol.authentication;

import java.util.stream.Collectors;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The client that has proved who it is, as the providers of the endpoints need it.
 */
public final class AuthenticatedClient {

	private AuthenticatedClient() {
	}

	/**
	 * The client behind an authentication.
	 * @throws OAuth2AuthenticationException when there is none, or it has proved nothing
	 */
	public static RegisteredClient of(Authentication client) {
		RegisteredClient caller = (client instanceof OAuth2ClientAuthenticationToken token)
				? token.getRegisteredClient() : null;
		if (caller == null || !client.isAuthenticated()) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.CLIENT_AUTHENTICATION_MISSING));
		}
		return caller;
	}

	/**
	 * The client that asks for tokens by a grant that it is registered for (RFC 6749
	 * §5.2). To be asked before a code or token is looked at.
	 * @throws OAuth2AuthenticationException when it has proved nothing, or is not
	 * registered for this grant
	 */
	public static RegisteredClient ofGrant(OAuth2AuthorizationGrantAuthenticationToken request) {
		RegisteredClient caller = of((Authentication) request.getPrincipal());
		if (!caller.getAuthorizationGrantTypes().contains(request.getGrantType())) {
			throw new OAuth2AuthenticationException(
					RefusalError.of(Refusal.GRANT_TYPE_NOT_REGISTERED, request.getGrantType().getValue(),
							caller.getAuthorizationGrantTypes()
								.stream()
								.map(AuthorizationGrantType::getValue)
								.sorted()
								.collect(Collectors.joining(" "))));
		}
		return caller;
	}

}
