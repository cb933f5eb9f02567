package dev.signet.protocol.authentication;

import java.util.List;

import dev.signet.client.ClientSecrets;
import dev.signet.client.ClientUses;
import dev.signet.protocol.error.ProtocolErrors;
import jakarta.servlet.Filter;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
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

	/** By something that a client has. */
	private final List<AuthenticationConverter> proofs = List.of(new ClientRequestRules(),
			new BasicAuthenticationConverter(), new ClientAssertionConverter(),
			new ClientSecretPostAuthenticationConverter());

	private final List<AuthenticationProvider> providers;

	private final ProtocolErrors errors;

	ClientAuthentication(NamedClients clients, ClientSecrets secrets, ClientUses uses, AssertionRules assertions,
			ProtocolErrors errors) {
		this.providers = List.of(new ClientSecretProvider(clients, secrets, uses),
				new ClientAssertionProvider(clients, assertions), new PublicClientProvider(clients));
		this.errors = errors;
	}

	/** Lets the framework take these methods and no other. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.clientAuthentication((authentication) -> authentication.authenticationConverters((converters) -> {
			converters.clear();
			converters.addAll(this.proofs);
			converters.add(new PublicClientConverter());
		}).authenticationProviders((providers) -> {
			providers.clear();
			providers.addAll(this.providers);
		}).errorResponseHandler(this.errors));
	}

	/**
	 * The same for an endpoint with a chain of its own, at which public clients have no
	 * business.
	 */
	public Filter filter() {
		OAuth2ClientAuthenticationFilter filter = new OAuth2ClientAuthenticationFilter(
				new ProviderManager(this.providers), AnyRequestMatcher.INSTANCE);
		filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(this.proofs));
		filter.setAuthenticationFailureHandler(this.errors);
		return filter;
	}

}
