package dev.signet.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.signet.SignetTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class ClientRulesTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private ClientRules rules;

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a:b", "a/b", "ä", "a\n", "a%41", "<b>" })
	void checkWhenClientIdIsNotPlainThenRefused(String clientId) {
		assertThat(fields(TestClients.confidential().clientId(clientId))).containsExactly("client-id");
	}

	@Test
	void checkWhenClientIdIsTooLongThenRefused() {
		assertThat(fields(TestClients.confidential().clientId("a".repeat(100)))).isEmpty();
		assertThat(fields(TestClients.confidential().clientId("a".repeat(101)))).containsExactly("client-id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", " Notes", "Notes ", "No\ntes", "No\u0085tes" })
	void checkWhenNameCannotBeShownThenRefused(String name) {
		assertThat(fields(TestClients.confidential().name(name))).containsExactly("name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "N", "Notes", "Bücher & Söhne", "<b>Notes</b>", "笔记" })
	void checkWhenNameIsTextThenAccepted(String name) {
		assertThat(fields(TestClients.confidential().name(name))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "http://app.test/", "/home", "com.example.app:/" })
	void checkWhenHomeIsNoWebAddressThenRefused(String homeUri) {
		assertThat(fields(TestClients.confidential().homeUri(URI.create(homeUri)))).containsExactly("home-uri");
	}

	@Test
	void checkWhenSeveralAreWrongThenAllAreFound() {
		assertThat(fields(TestClients.confidential()
			.clientId("")
			.name("")
			.redirectUri("http://app.test/cb")
			.postLogoutRedirectUri("javascript:x")
			.scopes("no.such")
			.grantTypes("password")
			.accessTokenLifetime(Duration.ZERO))).containsExactly("client-id", "name", "redirect-uris",
					"post-logout-redirect-uris", "grant-types", "scopes", "access-token-lifetime");
	}

	@Test
	void checkWhenSecretDoesNotFitTheTypeThenRefused() {
		assertThat(fields(TestClients.confidential().withoutSecret())).containsExactly("secret");
		assertThat(fields(TestClients.publicNative().secret(TestClients.SECRET))).containsExactly("secret");
		assertThat(fields(TestClients.confidential().secret("short"))).containsExactly("secret");
		assertThat(fields(TestClients.confidential().secret(TestClients.SECRET))).containsExactly("previous-secret");
	}

	@Test
	void checkWhenPublicClientWithoutPkceThenRefused() {
		assertThat(fields(TestClients.publicNative().withoutPkce())).containsExactly("require-pkce");
	}

	@Test
	void checkWhenGrantTypesDoNotFitThenRefused() {
		assertThat(fields(TestClients.confidential().grantTypes())).containsExactly("grant-types");
		assertThat(fields(TestClients.confidential().grantTypes("implicit"))).containsExactly("grant-types");
		assertThat(fields(TestClients.confidential().grantTypes("refresh_token"))).containsExactly("grant-types");
		assertThat(fields(TestClients.confidential().redirectUri())).containsExactly("redirect-uris");
		assertThat(fields(TestClients.publicNative().grantTypes("client_credentials"))).containsExactly("grant-types");
	}

	@ParameterizedTest
	@ValueSource(strings = { "private_key_jwt", "client_secret_jwt", "tls_client_auth", "x" })
	void checkWhenAuthenticationMethodIsNotSupportedThenRefused(String method) {
		assertThat(fields(TestClients.confidential().authenticationMethod(ClientAuthenticationMethod.valueOf(method))))
			.containsExactly("authentication-method");
	}

	@Test
	void checkWhenLifetimesAreOutOfRangeThenRefused() {
		assertThat(fields(TestClients.confidential().accessTokenLifetime(Duration.ofHours(25))))
			.containsExactly("access-token-lifetime");
		assertThat(fields(TestClients.confidential().accessTokenLifetime(Duration.ofMillis(1500))))
			.containsExactly("access-token-lifetime");
		assertThat(fields(TestClients.confidential().refreshTokenLifetime(Duration.ofDays(31))))
			.containsExactly("refresh-token-lifetime");
		assertThat(fields(TestClients.confidential().grantLifetime(Duration.ofDays(367))))
			.containsExactly("grant-lifetime");
		assertThat(fields(TestClients.confidential().refreshGrace(Duration.ofSeconds(61))))
			.containsExactly("refresh-grace");
	}

	@Test
	void registerWhenRefusedThenNothingIsStored() {
		TestClients client = TestClients.confidential().scopes("no.such");
		assertThatExceptionOfType(ClientRefused.class).isThrownBy(() -> client.save(this.beans))
			.withMessageContaining("scopes")
			.withMessageContaining("no.such")
			.withMessageContaining("Known here are: openid, profile, email, roles, offline_access");
		assertThat(this.beans.getBean(Clients.class).findByClientId(client.build().clientId())).isEmpty();
	}

	private List<String> fields(TestClients client) {
		return client.problems(this.rules).stream().map(ClientProblem::field).toList();
	}

}
