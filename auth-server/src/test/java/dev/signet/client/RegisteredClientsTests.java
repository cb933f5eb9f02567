package dev.signet.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import static org.assertj.core.api.Assertions.assertThat;

class RegisteredClientsTests {

	@Test
	void mapWhenConfidentialThenEverythingIsThere() {
		Client client = TestClients.confidential().build();
		RegisteredClient registered = RegisteredClients.map(client, "{sha256}00");
		assertThat(registered.getId()).isEqualTo(client.id().toString());
		assertThat(registered.getClientId()).isEqualTo(client.clientId());
		assertThat(registered.getClientName()).isEqualTo("Test app");
		assertThat(registered.getClientIdIssuedAt()).isEqualTo(client.createdAt());
		assertThat(registered.getClientSecret()).isEqualTo("{sha256}00");
		assertThat(registered.getClientSecretExpiresAt()).isNull();
		assertThat(registered.getClientAuthenticationMethods())
			.containsExactly(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
		assertThat(registered.getAuthorizationGrantTypes())
			.containsExactlyInAnyOrder(AuthorizationGrantType.AUTHORIZATION_CODE, AuthorizationGrantType.REFRESH_TOKEN);
		assertThat(registered.getRedirectUris()).isEqualTo(client.redirectUris());
		assertThat(registered.getPostLogoutRedirectUris()).isEqualTo(client.postLogoutRedirectUris());
		assertThat(registered.getScopes()).isEqualTo(client.scopes());
	}

	@Test
	void mapWhenDefaultsThenSafe() {
		RegisteredClient registered = TestClients.confidential().buildRegistered();
		assertThat(registered.getClientSettings().isRequireProofKey()).isTrue();
		assertThat(registered.getClientSettings().isRequireAuthorizationConsent()).isFalse();
		assertThat(registered.getTokenSettings().getAccessTokenTimeToLive()).isEqualTo(Duration.ofMinutes(5));
		assertThat(registered.getTokenSettings().getRefreshTokenTimeToLive()).isEqualTo(Duration.ofDays(7));
		assertThat(registered.getTokenSettings().isReuseRefreshTokens()).isFalse();
		assertThat(registered.getTokenSettings().getAccessTokenFormat()).isEqualTo(OAuth2TokenFormat.SELF_CONTAINED);
	}

	@Test
	void mapWhenPublicThenNoSecretAndPkce() {
		RegisteredClient registered = TestClients.publicNative().buildRegistered();
		assertThat(registered.getClientSecret()).isNull();
		assertThat(registered.getClientAuthenticationMethods()).containsExactly(ClientAuthenticationMethod.NONE);
		assertThat(registered.getClientSettings().isRequireProofKey()).isTrue();
		assertThat(registered.getRedirectUris()).containsExactlyInAnyOrder("http://127.0.0.1/cb", "test.app:/cb");
	}

	@Test
	void mapWhenSettingsAreChangedThenTaken() {
		RegisteredClient registered = TestClients.confidential()
			.withoutPkce()
			.accessTokenLifetime(Duration.ofSeconds(30))
			.refreshTokenLifetime(Duration.ofHours(1))
			.buildRegistered();
		assertThat(registered.getClientSettings().isRequireProofKey()).isFalse();
		assertThat(registered.getTokenSettings().getAccessTokenTimeToLive()).isEqualTo(Duration.ofSeconds(30));
		assertThat(registered.getTokenSettings().getRefreshTokenTimeToLive()).isEqualTo(Duration.ofHours(1));
	}

}
