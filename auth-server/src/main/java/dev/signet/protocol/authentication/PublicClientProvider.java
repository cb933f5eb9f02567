package dev.signet.protocol.authentication;

import java.util.Map;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Accepts a client registered as public for the requests of
 * {@link PublicClientConverter}; leaves all others to the framework's provider. That one
 * may not come after this: of what several refuse, the last word would be heard.
 */
final class PublicClientProvider implements AuthenticationProvider {

	private final RegisteredClientRepository clients;

	private final PublicClientAuthenticationProvider framework;

	PublicClientProvider(RegisteredClientRepository clients, PublicClientAuthenticationProvider framework) {
		this.clients = clients;
		this.framework = framework;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken request = (OAuth2ClientAuthenticationToken) authentication;
		Map<String, Object> mark = request.getAdditionalParameters();
		if (!PublicClientConverter.NO_CODE.equals(mark) && !PublicClientConverter.NO_VERIFIER.equals(mark)) {
			return this.framework.authenticate(authentication);
		}
		RegisteredClient client = this.clients.findByClientId(String.valueOf(request.getPrincipal()));
		if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		if (PublicClientConverter.NO_VERIFIER.equals(mark)) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.CODE_VERIFIER_MISSING));
		}
		return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.framework.supports(authentication);
	}

}
