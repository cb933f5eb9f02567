package dev.signet.libraries;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.signet.SignetTest;
import dev.signet.client.Client;
import dev.signet.client.InitialAccessTokens;
import dev.signet.client.TestClients;
import dev.signet.flow.Actors;
import dev.signet.flow.RelyingParty;
import dev.signet.key.TestKeys;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every client library in JavaScript is asked to do here. The programs check what
 * their libraries check; they end with an error when anything is not as it should be.
 */
@SignetTest
abstract class LibraryJourneys {

	private static final String AFTER = "https://app.test/";

	private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private final String program;

	private Person person;

	LibraryJourneys(String program) {
		this.program = program;
	}

	@BeforeEach
	void setUp() {
		this.person = new Person(this.actors);
	}

	@Test
	void signInWhenCodeWithPkceThenIdTokenAndUserInfo() {
		Map<String, Object> result = app(TestClients.confidential()).run("signIn");
		assertClaims(result).containsEntry("iss", this.actors.server().toString()).containsKey("auth_time");
		assertThat(result).extractingByKey("person", InstanceOfAssertFactories.MAP)
			.containsEntry("sub", this.person.subject())
			.containsEntry("preferred_username", this.person.username())
			.containsEntry("email", this.person.username() + "@example.test")
			.containsEntry("roles", List.of("USER"));
	}

	@Test
	void signInWhenAppHasNoSecretThenAlsoRefreshAndRevocation() {
		Map<String, Object> result = app(TestClients.publicNative()).with("redirectUri", "http://127.0.0.1:49152/cb")
			.run("signInWithoutSecret");
		assertClaims(result);
		assertThat(result).containsEntry("refusal", "invalid_grant");
	}

	@Test
	void refreshWhenAgainAndAgainThenNewTokensOfTheSamePerson() {
		Map<String, Object> result = app(TestClients.confidential()).run("refresh");
		assertClaims(result);
		assertThat(result).containsEntry("rotated", true);
		assertThat(result).extractingByKey("refreshedAgain", InstanceOfAssertFactories.MAP)
			.containsEntry("sub", this.person.subject());
	}

	@Test
	void revokeWhenRefreshTokenThenIntrospectionAndRefreshSaySo() {
		NodeProgram app = app(TestClients.confidential());
		Map<String, Object> result = app.run("introspectAndRevoke");
		assertThat(result).extractingByKey("before", InstanceOfAssertFactories.MAP)
			.containsEntry("active", true)
			.containsEntry("sub", this.person.subject())
			.containsEntry("token_type", "Bearer");
		assertThat(result).containsEntry("after", Map.of("active", false)).containsEntry("refusal", "invalid_grant");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "PS256", "ES256", "EdDSA" })
	void signInWhenAnswersAreSignedThenSignaturesHold(String algorithm) {
		Map<String, Object> result = app(TestClients.confidential().signedWith(algorithm).signedUserInfo(algorithm))
			.with("algorithm", algorithm)
			.run("signedAnswers");
		assertClaims(result);
		assertThat(result).extractingByKey("person", InstanceOfAssertFactories.MAP)
			.containsEntry("sub", this.person.subject());
		assertThat(result).extractingByKey("introspected", InstanceOfAssertFactories.MAP)
			.containsEntry("active", true)
			.containsEntry("sub", this.person.subject());
	}

	@Test
	void clientCredentialsWhenSecretIsInTheBodyThenTokenForTheApi() {
		String api = "https://api.test/" + UUID.randomUUID();
		String scope = scope(api);
		Map<String, Object> result = app(
				TestClients.service().authenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST).scopes(scope))
			.with("scope", scope)
			.with("audience", api)
			.run("clientCredentials");
		assertThat(result).containsEntry("scope", scope);
		assertThat(RelyingParty.claims((String) result.get("access_token"))).containsEntry("aud", api);
	}

	@ParameterizedTest
	@ValueSource(strings = { "RS256", "PS256", "ES256" })
	void signInWhenPrivateKeyJwtThenAcceptedAtEveryEndpoint(String algorithm) throws JOSEException {
		JWK key = algorithm.startsWith("ES") ? new ECKeyGenerator(Curve.P_256).keyID("its-own").generate()
				: TestKeys.rsa("its-own");
		Map<String, Object> result = app(
				TestClients.confidential().privateKeyJwt(new JWKSet(key.toPublicJWK()).toString()))
			.with("jwk", key.toJSONObject())
			.with("algorithm", algorithm)
			.run("privateKeyJwt");
		assertClaims(result);
		assertThat(result).extractingByKey("before", InstanceOfAssertFactories.MAP).containsEntry("active", true);
		assertThat(result).containsEntry("after", Map.of("active", false));
	}

	@Test
	void signInWhenFormPostThenIdToken() {
		assertClaims(app(TestClients.confidential()).run("signInByFormPost"));
	}

	@Test
	void signInWhenOnADeviceThenTokensAfterApproval() {
		Map<String, Object> result = app(TestClients.publicNative().grantTypes(DEVICE_CODE, "refresh_token"))
			.with("scope", "openid profile")
			.answering("approve", (address) -> {
				this.person.approve(address);
				return true;
			})
			.run("device");
		assertClaims(result);
		assertThat(result).extractingByKey("person", InstanceOfAssertFactories.MAP)
			.containsEntry("preferred_username", this.person.username());
	}

	@Test
	void exchangeWhenTokenIsForTwoApisThenTokenForOne() {
		String orders = "https://orders.test/" + UUID.randomUUID();
		String stock = "https://stock.test/" + UUID.randomUUID();
		String ordersScope = scope(orders);
		String stockScope = scope(stock);
		Map<String, Object> result = app(TestClients.confidential()
			.grantTypes("authorization_code", TOKEN_EXCHANGE)
			.scopes("openid", ordersScope, stockScope)
			.exchangeAudiences(stock)).with("scope", "openid " + ordersScope + " " + stockScope)
			.with("audience", stock)
			.run("exchange");
		assertThat(result).containsEntry("scope", stockScope);
		assertThat(RelyingParty.claims((String) result.get("access_token"))).containsEntry("aud", stock)
			.containsEntry("sub", this.person.subject());
	}

	@Test
	void registerWhenInitialAccessTokenThenTheNewAppSignsPeopleIn() {
		String token = this.beans.getBean(InitialAccessTokens.class).create("it-" + UUID.randomUUID(), null, 1);
		Map<String, Object> result = app().with("initialAccessToken", token)
			.with("scope", "email openid profile")
			.run("register");
		assertClaims(result);
		assertThat(result).extractingByKey("registered", InstanceOfAssertFactories.MAP)
			.containsEntry("redirect_uris", List.of(TestClients.REDIRECT_URI))
			.containsEntry("scope", "email openid profile")
			.containsKeys("client_id", "client_secret", "registration_access_token", "registration_client_uri");
	}

	@Test
	void signOutWhenFromTheAppThenSignedOutAndBackAtTheApp() {
		Map<String, Object> result = app(TestClients.confidential().postLogoutRedirectUri(AFTER))
			.with("postLogoutRedirectUri", AFTER)
			.run("signOut");
		assertThat(result).isEqualTo(Map.of("after", AFTER, "same", true));
		assertThat(this.person.signedIn()).isFalse();
	}

	@Test
	void signOutWhenElsewhereThenTheAppIsTold() {
		Map<String, Object> result = app().answering("register", (uri) -> {
			Client client = TestClients.confidential().backchannelLogout(URI.create(uri), true).save(this.beans);
			return Map.of("clientId", client.clientId(), "clientSecret", TestClients.SECRET);
		}).answering("signOut", (nothing) -> {
			this.person.signOut();
			return true;
		}).run("signedOutElsewhere");
		Object session = claims(result).get("sid");
		assertThat(result).extractingByKey("logout", InstanceOfAssertFactories.MAP)
			.containsEntry("sub", this.person.subject())
			.containsEntry("sid", session);
	}

	private MapAssert<Object, Object> assertClaims(Map<String, Object> result) {
		return assertThat(claims(result)).containsEntry("sub", this.person.subject());
	}

	private static Map<Object, Object> claims(Map<String, Object> result) {
		return Map.copyOf((Map<?, ?>) result.get("claims"));
	}

	/** A scope of an API that nobody had before. */
	private String scope(String api) {
		String scope = "read-" + UUID.randomUUID();
		TestClients.resource(this.beans, api, scope);
		return scope;
	}

	private NodeProgram app(TestClients client) {
		return app().with("clientId", client.save(this.beans).clientId());
	}

	private NodeProgram app() {
		return new NodeProgram(this.program).answering("visit", this.person::visit)
			.with("issuer", this.actors.server().toString())
			.with("clientSecret", TestClients.SECRET)
			.with("redirectUri", TestClients.REDIRECT_URI)
			.with("scope", Actors.SCOPE);
	}

}
