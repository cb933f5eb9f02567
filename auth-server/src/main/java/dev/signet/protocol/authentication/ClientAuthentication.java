package dev.signet.protocol.authentication;

import java.util.List;

import dev.signet.client.ClientSecrets;
import dev.signet.protocol.error.ProtocolErrors;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * How clients authenticate (RFC 6749 §2.3): by the one method they are registered for,
 * {@code client_secret_basic}, {@code client_secret_post}, {@code private_key_jwt} or
 * {@code none}.
 */
@Component
public class ClientAuthentication {

	private final ClientSecrets secrets;

	private final RegisteredClientRepository clients;

	private final ClientAssertionDecoders assertions;

	private final ProtocolErrors errors;

	ClientAuthentication(ClientSecrets secrets, RegisteredClientRepository clients, ClientAssertionDecoders assertions,
			ProtocolErrors errors) {
		this.secrets = secrets;
		this.clients = clients;
		this.assertions = assertions;
		this.errors = errors;
	}

	/** Lets the framework take these methods and no other. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.clientAuthentication((authentication) -> authentication.authenticationConverters((converters) -> {
			converters.clear();
			converters.addAll(List.of(new ClientRequestRules(), new BasicAuthenticationConverter(),
					new ClientAssertionConverter(), new ClientSecretPostAuthenticationConverter(),
					new PublicClientAuthenticationConverter(), new PublicClientConverter()));
		}).authenticationProviders(this::offered).errorResponseHandler(this.errors));
	}

	private void offered(List<AuthenticationProvider> providers) {
		providers.removeIf((provider) -> !(provider instanceof ClientSecretAuthenticationProvider
				|| provider instanceof PublicClientAuthenticationProvider
				|| provider instanceof JwtClientAssertionAuthenticationProvider));
		providers.replaceAll((provider) -> (provider instanceof JwtClientAssertionAuthenticationProvider framework)
				? new ClientAssertionProvider(framework, this.assertions) : provider);
		for (AuthenticationProvider provider : providers) {
			if (provider instanceof ClientSecretAuthenticationProvider comparing) {
				comparing.setPasswordEncoder(new SecretComparison(this.secrets));
			}
		}
		providers.add(0, new PublicClientProvider(this.clients));
	}

}
