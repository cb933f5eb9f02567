package dev.signet.client;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * Shows our clients to the framework. A disabled client does not exist for it.
 */
@Component
final class RegisteredClients implements RegisteredClientRepository {

	private final Clients clients;

	RegisteredClients(Clients clients) {
		this.clients = clients;
	}

	/** Clients are changed through our own aggregate, never by the framework. */
	@Override
	public void save(RegisteredClient registeredClient) {
		throw new UnsupportedOperationException("Clients are not saved through RegisteredClientRepository");
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		try {
			return this.clients.registered(UUID.fromString(id)).orElse(null);
		}
		catch (IllegalArgumentException ex) {
			return null; // not one of our ids
		}
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return this.clients.registered(clientId).orElse(null);
	}

	/**
	 * The client in the framework's words. Consent is never its business: it is a step
	 * before the framework is asked.
	 */
	static RegisteredClient map(Client client, String secrets) {
		RegisteredClient.Builder registered = RegisteredClient.withId(client.id().toString());
		if (!secrets.isEmpty()) {
			registered.clientSecret(secrets);
		}
		return registered.clientId(client.clientId())
			.clientIdIssuedAt(client.createdAt())
			.clientName(client.name())
			.clientAuthenticationMethod(client.authenticationMethod())
			.authorizationGrantTypes((grantTypes) -> grantTypes.addAll(client.grantTypes()))
			.redirectUris((uris) -> uris.addAll(client.redirectUris()))
			.postLogoutRedirectUris((uris) -> uris.addAll(client.postLogoutRedirectUris()))
			.scopes((scopes) -> scopes.addAll(client.scopes()))
			.clientSettings(settings(client))
			.tokenSettings(TokenSettings.builder()
				.accessTokenTimeToLive(client.accessTokenLifetime())
				.accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
				.refreshTokenTimeToLive(client.refreshTokenLifetime())
				.reuseRefreshTokens(false)
				.build())
			.build();
	}

	private static ClientSettings settings(Client client) {
		ClientSettings.Builder settings = ClientSettings.builder()
			.requireProofKey(client.requirePkce())
			.requireAuthorizationConsent(false);
		if (client.authenticationMethod().equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
			// Says no more than that it signs: which algorithms are accepted is decided
			// with its keys
			settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS256);
		}
		return settings.build();
	}

}
