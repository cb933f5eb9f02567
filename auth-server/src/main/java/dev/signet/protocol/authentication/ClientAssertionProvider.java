package dev.signet.protocol.authentication;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * A client that proves itself by a signed assertion (RFC 7523 §2.2).
 */
final class ClientAssertionProvider implements AuthenticationProvider {

	private final NamedClients clients;

	private final AssertionRules rules;

	ClientAssertionProvider(NamedClients clients, AssertionRules rules) {
		this.clients = clients;
		this.rules = rules;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken claim = (OAuth2ClientAuthenticationToken) authentication;
		ClientAuthenticationMethod method = claim.getClientAuthenticationMethod();
		if (!method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
			return null;
		}
		RegisteredClient client = this.clients.find(claim, method);
		this.rules.check(String.valueOf(claim.getCredentials()), client);
		return new OAuth2ClientAuthenticationToken(client, method, null);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
