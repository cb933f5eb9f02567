package dev.signet.protocol.authentication;

import dev.signet.client.Clients;
import dev.signet.protocol.error.ClaimedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Finds the client that a request names, before it proves anything, and holds it to the
 * one method that it is registered for (OpenID Connect Core 1.0 §9).
 */
@Component
class NamedClients {

	private final RegisteredClientRepository registered;

	private final Clients clients;

	NamedClients(RegisteredClientRepository registered, Clients clients) {
		this.registered = registered;
		this.clients = clients;
	}

	/**
	 * The client that is named.
	 * @param method how it is about to prove itself
	 * @throws OAuth2AuthenticationException when there is no such client, or it may not
	 * prove itself in this way
	 */
	RegisteredClient find(Authentication named, ClientAuthenticationMethod method) {
		RegisteredClient client = this.registered.findByClientId(named.getName());
		if (client == null) {
			boolean disabled = this.clients.remembered(named.getName()).isPresent();
			throw refusal(disabled ? RefusalError.of(Refusal.CLIENT_DISABLED)
					: RefusalError.of(Refusal.CLIENT_UNKNOWN, ClaimedClient.shown(named.getName())));
		}
		if (!client.getClientAuthenticationMethods().contains(method)) {
			throw refusal(RefusalError.of(Refusal.METHOD_NOT_REGISTERED, method.getValue(),
					client.getClientAuthenticationMethods().iterator().next().getValue()));
		}
		return client;
	}

	private static OAuth2AuthenticationException refusal(RefusalError error) {
		return new OAuth2AuthenticationException(error);
	}

}
