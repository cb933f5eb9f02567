package dev.signet.protocol.authentication;

import dev.signet.refusal.RefusalError;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;

/**
 * The framework's provider for client assertions, which says by name why it refused one.
 */
final class ClientAssertionProvider implements AuthenticationProvider {

	private final JwtClientAssertionAuthenticationProvider framework;

	ClientAssertionProvider(JwtClientAssertionAuthenticationProvider framework, ClientAssertionDecoders decoders) {
		this.framework = framework;
		this.framework.setJwtDecoderFactory(decoders);
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		try {
			return this.framework.authenticate(authentication);
		}
		catch (OAuth2AuthenticationException ex) {
			if (ex.getCause() instanceof AssertionRefused refused) {
				throw new OAuth2AuthenticationException(RefusalError.of(refused.refusal()), ex);
			}
			throw ex;
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.framework.supports(authentication);
	}

}
