package dev.signet.protocol.authentication;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * A client that is registered as public and only names itself (RFC 6749 §2.3.1, §3.2.1).
 * What it presents is what it proves itself by, where that is looked at.
 */
final class PublicClientProvider implements AuthenticationProvider {

	private final NamedClients clients;

	PublicClientProvider(NamedClients clients) {
		this.clients = clients;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken claim = (OAuth2ClientAuthenticationToken) authentication;
		ClientAuthenticationMethod method = claim.getClientAuthenticationMethod();
		return method.equals(ClientAuthenticationMethod.NONE)
				? new OAuth2ClientAuthenticationToken(this.clients.find(claim, method), method, null) : null;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
