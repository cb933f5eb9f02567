package dev.signet.protocol.authentication;

import java.util.List;

import dev.signet.client.ClientSecrets;
import dev.signet.client.ClientUses;
import dev.signet.protocol.error.ProtocolErrors;
import jakarta.servlet.Filter;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;

/**
 * How clients authenticate (RFC 6749 §2.3): by the one method they are registered for,
 * {@code client_secret_basic}, {@code client_secret_post}, {@code private_key_jwt} or
 * {@code none}.
 */
@Component
public class ClientAuthentication {

	private final List<AuthenticationConverter> converters = List.of(new ClientRequestRules(),
			new BasicAuthenticationConverter(), new ClientAssertionConverter(),
			new ClientSecretPostAuthenticationConverter(), new PublicClientConverter(),
			new PublicClientAuthenticationConverter());

	private final List<AuthenticationProvider> providers;

	private final ProtocolErrors errors;

	ClientAuthentication(ClientSecrets secrets, ClientUses uses, RegisteredClientRepository clients,
			OAuth2AuthorizationService authorizations, ClientAssertionDecoders assertions, ProtocolErrors errors) {
		ClientSecretAuthenticationProvider bySecret = new ClientSecretAuthenticationProvider(clients, authorizations);
		bySecret.setPasswordEncoder(new SecretComparison(secrets));
		this.providers = List.of(
				new PublicClientProvider(clients, new PublicClientAuthenticationProvider(clients, authorizations)),
				new ClientAssertionProvider(new JwtClientAssertionAuthenticationProvider(clients, authorizations),
						assertions),
				new ClientSecretProvider(bySecret, uses));
		this.errors = errors;
	}

	/** Lets the framework take these methods and no other. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.clientAuthentication((authentication) -> authentication.authenticationConverters((converters) -> {
			converters.clear();
			converters.addAll(this.converters);
		}).authenticationProviders((providers) -> {
			providers.clear();
			providers.addAll(this.providers);
		}).errorResponseHandler(this.errors));
	}

	/** The same for an endpoint with a chain of its own. */
	public Filter filter() {
		OAuth2ClientAuthenticationFilter filter = new OAuth2ClientAuthenticationFilter(
				new ProviderManager(this.providers), AnyRequestMatcher.INSTANCE);
		filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(this.converters));
		filter.setAuthenticationFailureHandler(this.errors);
		return filter;
	}

}
