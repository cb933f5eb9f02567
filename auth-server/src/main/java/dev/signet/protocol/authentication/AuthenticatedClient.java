package dev.signet.protocol.authentication;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
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

}
