package dev.signet.protocol.authentication;

import java.util.UUID;

import dev.signet.client.ClientUses;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Notes which of its secrets a client proved itself by, which the framework does not
 * tell.
 */
final class ClientSecretProvider implements AuthenticationProvider {

	private final ClientSecretAuthenticationProvider framework;

	private final ClientUses uses;

	ClientSecretProvider(ClientSecretAuthenticationProvider framework, ClientUses uses) {
		this.framework = framework;
		this.uses = uses;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) throws AuthenticationException {
		Authentication proved = this.framework.authenticate(authentication);
		if (proved instanceof OAuth2ClientAuthenticationToken client && client.getRegisteredClient() != null
				&& authentication.getCredentials() instanceof CharSequence secret) {
			this.uses.noteSecret(UUID.fromString(client.getRegisteredClient().getId()), secret);
		}
		return proved;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.framework.supports(authentication);
	}

}
