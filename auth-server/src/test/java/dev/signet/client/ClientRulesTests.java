package dev.signet.client;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.signet.SignetTest;
import dev.signet.key.TestKeys;
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

	/** Front-Channel Logout 1.0 §2. */
	@ParameterizedTest
	@ValueSource(strings = { "https://other.test/out", "https://app.test:8443/out", "https://app.test.evil.test/out",
			"http://127.0.0.1/out" })
	void checkWhenFrontChannelIsElsewhereThenRefused(String uri) {
		assertThat(fields(TestClients.confidential().frontchannelLogout(URI.create(uri), false)))
			.containsExactly("frontchannel-logout-uri");
		assertThat(fields(TestClients.confidential().frontchannelLogout(URI.create("https://app.test/out"), false)))
			.isEmpty();
	}

	/** RFC 6454 §4: the port of the scheme goes without saying. */
	@Test
	void checkWhenOnlyOneNamesTheUsualPortThenFrontChannelIsAtTheSameOrigin() {
		URI bare = URI.create("https://app.test/out");
		URI whole = URI.create("https://app.test:443/out");
		assertThat(fields(TestClients.confidential().frontchannelLogout(whole, false))).isEmpty();
		assertThat(fields(
				TestClients.confidential().redirectUri("https://app.test:443?a=b").frontchannelLogout(bare, false)))
			.isEmpty();
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
	void checkWhenAnAcrValueCannotBeReachedThenRefused() {
		assertThat(fields(TestClients.confidential().defaultAcrValues("urn:signet:acr:2fa", "urn:signet:acr:1fa")))
			.isEmpty();
		assertThat(fields(TestClients.confidential().defaultAcrValues("gold"))).containsExactly("default-acr-values");
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
		assertThat(fields(TestClients.publicNative().grantTypes("urn:ietf:params:oauth:grant-type:token-exchange")))
			.containsExactly("grant-types");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_secret_jwt", "tls_client_auth", "x" })
	void checkWhenAuthenticationMethodIsNotSupportedThenRefused(String method) {
		assertThat(fields(TestClients.confidential().authenticationMethod(ClientAuthenticationMethod.valueOf(method))))
			.containsExactly("authentication-method");
	}

	@Test
	void checkWhenPrivateKeyJwtWithKeysThenAccepted() throws Exception {
		String keys = new JWKSet(new ECKeyGenerator(Curve.P_256).generate()).toString();
		assertThat(fields(TestClients.confidential().privateKeyJwt(keys))).isEmpty();
		assertThat(fields(TestClients.confidential().privateKeyJwt(URI.create("https://app.test/jwks")))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "{}", "{\"keys\":[]}", "[]", "not json", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}" })
	void checkWhenKeysAreNoPublicJwkSetThenRefused(String jwks) {
		assertThat(fields(TestClients.confidential().privateKeyJwt(jwks))).containsExactly("jwks");
	}

	@Test
	void checkWhenKeysArePrivateOrShortOrTooManyThenRefusedAndNotShown() throws Exception {
		ECKey key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
		String private_ = new JWKSet(key).toString(false);
		assertThat(TestClients.confidential().privateKeyJwt(private_).problems(this.rules)).singleElement()
			.satisfies((problem) -> assertThat(problem.toString()).contains("public keys")
				.doesNotContain(key.getD().toString()));
		String weak = new JWKSet(TestKeys.rsa(1024, "1")).toString();
		assertThat(fields(TestClients.confidential().privateKeyJwt(weak))).containsExactly("jwks");
		String many = new JWKSet(Collections.nCopies(11, (JWK) key)).toString();
		assertThat(fields(TestClients.confidential().privateKeyJwt(many))).containsExactly("jwks");
	}

	@Test
	void checkWhenPrivateKeyJwtWithoutKeysOrWithASecretThenRefused() {
		assertThat(fields(TestClients.confidential().privateKeyJwt((String) null))).containsExactly("jwks");
		assertThat(fields(TestClients.confidential()
			.privateKeyJwt(URI.create("https://app.test/jwks"))
			.secret(TestClients.SECRET))).containsExactly("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "PS256", "ES256", "EdDSA" })
	void checkWhenAlgorithmIsKnownThenAccepted(String algorithm) {
		assertThat(fields(TestClients.confidential().signedWith(algorithm).signedUserInfo(algorithm))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "HS256", "RS512", "rs256", "" })
	void checkWhenAlgorithmIsNotKnownThenRefused(String algorithm) {
		assertThat(fields(TestClients.confidential().signedWith(algorithm))).containsExactly("id-token-algorithm",
				"access-token-algorithm", "introspection-algorithm");
		assertThat(fields(TestClients.confidential().signedUserInfo(algorithm))).containsExactly("user-info-algorithm");
	}

	@Test
	void checkWhenPairwiseOnSeveralHostsThenItsSectorIsNamed() {
		TestClients client = TestClients.confidential().redirectUri("https://a.test/cb", "https://b.test/cb");
		assertThat(fields(client)).isEmpty();
		assertThat(fields(client.pairwise())).containsExactly("sector-identifier-uri");
		assertThat(fields(client.pairwise(URI.create("https://a.test/sector.json")))).isEmpty();
		assertThat(fields(TestClients.confidential().pairwise())).isEmpty();
	}

	/** A code that comes to the device proves nothing of the host. */
	@ParameterizedTest
	@ValueSource(strings = { "com.evil.app:/cb", "com.evil.app://a.test/cb", "http://127.0.0.1/cb", "http://[::1]/cb",
			"https://localhost/cb", "https://app.localhost/cb", "https://127.0.0.1:8443/cb", "https://[0:0::1]/cb" })
	void checkWhenPairwiseOnAHostAndOnTheDeviceThenItsSectorIsNamed(String onTheDevice) {
		TestClients client = TestClients.publicNative().redirectUri(onTheDevice, "https://a.test/cb");
		assertThat(fields(client)).isEmpty();
		assertThat(fields(client.pairwise())).containsExactly("sector-identifier-uri");
		assertThat(fields(client.pairwise(URI.create("https://a.test/sector.json")))).isEmpty();
		assertThat(fields(client.redirectUri(onTheDevice).pairwise())).isEmpty();
	}

	@Test
	void checkWhenPairwiseOnAHostAndOnADeviceThenItsSectorIsNamed() {
		String device = "urn:ietf:params:oauth:grant-type:device_code";
		TestClients client = TestClients.confidential().grantTypes("authorization_code", device);
		assertThat(fields(client)).isEmpty();
		assertThat(fields(client.pairwise())).containsExactly("grant-types");
		assertThat(fields(client.pairwise(URI.create("https://app.test/sector.json")))).isEmpty();
		assertThat(fields(client.pairwise().redirectUri().grantTypes(device))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sub", "aud", "exp", "act", "a b", "" })
	void checkWhenClaimHasANameOfItsOwnMeaningThenRefused(String name) {
		assertThat(fields(TestClients.confidential().claim("roles", name, ClientClaim.Format.JSON)))
			.containsExactly("claims");
	}

	@Test
	void checkWhenTwoClaimsHaveOneNameThenRefused() {
		assertThat(fields(TestClients.confidential()
			.claim("roles", "x", ClientClaim.Format.JSON)
			.claim("email", "x", ClientClaim.Format.TEXT))).containsExactly("claims");
	}

	@Test
	void checkWhenExchangeAudiencesWithoutTheGrantThenRefused() {
		assertThat(fields(TestClients.confidential().exchangeAudiences("https://api.test")))
			.containsExactly("exchange-audiences");
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
			.withMessageContaining("Known here are: openid, profile, email");
		assertThat(this.beans.getBean(Clients.class).findByClientId(client.build().clientId())).isEmpty();
	}

	private List<String> fields(TestClients client) {
		return client.problems(this.rules).stream().map(ClientProblem::field).toList();
	}

}
