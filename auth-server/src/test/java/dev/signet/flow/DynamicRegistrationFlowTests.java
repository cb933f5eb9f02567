package dev.signet.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.key.TestKeys;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that register themselves (RFC 7591, OpenID Connect Dynamic Client Registration
 * 1.0) and look after their registration (RFC 7592).
 */
@SignetTest
class DynamicRegistrationFlowTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RegistrationCalls calls;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.calls = new RegistrationCalls(this.beans);
	}

	@Test
	void registerThenSignsInAndReadsUserInfo() {
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata());
		assertThat(registered.status()).isEqualTo(201);
		RelyingParty app = this.calls.relyingParty(registered);
		Browser browser = this.actors.signedIn(this.person);
		Page consent = app.authorize(browser, app.request());
		assertThat(consent.response().body()).contains("Registered app", "This app registered itself here.");
		String code = this.actors.allowAll(browser, consent).answer().get("code");
		RelyingParty.Answer tokens = app.redeem(code);
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(app.userInfo(tokens.accessToken()).text("email")).endsWith("@example.test");
	}

	@Test
	void consentWhenOperatorRegisteredTheClientThenNoWarning() {
		RelyingParty app = this.actors.app();
		Page consent = app.authorize(this.actors.signedIn(this.person), app.request());
		assertThat(consent.response().body()).doesNotContain("registered itself");
	}

	/**
	 * OpenID Connect Dynamic Client Registration 1.0 §2, but for the logo: anybody can
	 * wear a known one.
	 */
	@Test
	void consentWhenTheAppRegisteredItselfThenLinksToItsPoliciesAndNoLogo() {
		RelyingParty app = this.calls.relyingParty(
				this.calls.register(RegistrationCalls.metadata("policy_uri", "https://registered.test/privacy",
						"tos_uri", "https://registered.test/terms", "logo_uri", "https://registered.test/logo.png")));
		Page consent = app.authorize(this.actors.signedIn(this.person), app.request());
		assertThat(consent.document()
			.select("a[href=https://registered.test/privacy], a[href=https://registered.test/terms]")).hasSize(2);
		assertThat(consent.response().body()).doesNotContain("logo.png");
	}

	/** RFC 7591 §3.2.1: all that is registered, what the server chose among it. */
	@Test
	void registerThenAnswerHasAllValuesAndDefaults() {
		RelyingParty.Answer registered = this.calls
			.register(Map.of("redirect_uris", List.of(RegistrationCalls.REDIRECT_URI)));
		assertThat(registered.response().headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(registered.response().headers().firstValue("Content-Type")).hasValue("application/json");
		String clientId = registered.text("client_id");
		assertThat(clientId).matches("c-[\\w-]{22}");
		assertThat(registered.text("client_secret")).startsWith("sgn_cs_");
		assertThat(registered.text("registration_access_token")).matches("sgn_rat_[\\w-]{43}");
		assertThat(registered.json()).containsEntry("client_name", clientId)
			.containsEntry("client_secret_expires_at", 0)
			.containsEntry("registration_client_uri", this.actors.server() + "/connect/register/" + clientId)
			.containsEntry("redirect_uris", List.of(RegistrationCalls.REDIRECT_URI))
			.containsEntry("grant_types", List.of("authorization_code"))
			.containsEntry("response_types", List.of("code"))
			.containsEntry("token_endpoint_auth_method", "client_secret_basic")
			.containsEntry("application_type", "web")
			.containsEntry("subject_type", "public")
			.containsEntry("id_token_signed_response_alg", "RS256")
			.containsKey("client_id_issued_at")
			.doesNotContainKeys("jwks", "jwks_uri", "contacts", "userinfo_signed_response_alg", "default_max_age");
		assertThat(registered.text("scope").split(" ")).contains("openid", "profile", "email", "offline_access")
			.doesNotContain("roles");
	}

	@Test
	void readThenAsRegisteredButForTheSecret() {
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata("contacts",
				List.of("ada@app.test"), "software_id", "one", "software_version", "1.2", "default_max_age", 300,
				"require_auth_time", true, "policy_uri", "https://registered.test/privacy", "tos_uri",
				"https://registered.test/terms", "logo_uri", "https://registered.test/logo.png", "client_uri",
				"https://registered.test/", "initiate_login_uri", "https://registered.test/in",
				"post_logout_redirect_uris", List.of("https://registered.test/out"), "backchannel_logout_uri",
				"https://registered.test/back", "backchannel_logout_session_required", true, "frontchannel_logout_uri",
				"https://registered.test/front", "client_name#de", "Anders", "unknown_member", 7));
		assertThat(registered.status()).isEqualTo(201);
		RelyingParty.Answer read = this.calls.read(registered);
		assertThat(read.status()).isEqualTo(200);
		Map<String, Object> expected = registered.json();
		expected.keySet().removeAll(List.of("client_secret", "client_secret_expires_at"));
		assertThat(read.json()).isEqualTo(expected)
			.containsEntry("contacts", List.of("ada@app.test"))
			.containsEntry("default_max_age", 300)
			.containsEntry("backchannel_logout_session_required", true)
			.containsEntry("frontchannel_logout_session_required", false)
			.doesNotContainKeys("client_name#de", "unknown_member");
	}

	/** What nobody here goes by is not told as if it counted. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			client_name#de                   | "Anders"
			unknown_member                   | 7
			default_acr_values               | ["gold"]
			token_endpoint_auth_signing_alg  | "RS256"
			authorization_signed_response_alg| "RS256"
			require_signed_request_object    | false
			dpop_bound_access_tokens         | false
			backchannel_logout_session_required | true
			frontchannel_logout_session_required| true""")
	void registerWhenAMemberHasNoEffectThenItIsNotToldAgain(String member, String value) {
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata(member, JSON.readTree(value)));
		assertThat(registered.status()).isEqualTo(201);
		assertThat(registered.json()).doesNotContainKey(member);
	}

	/** OpenID Connect Core 1.0 §4: where people start a sign-in to the app. */
	@Test
	void registerWhenOthersMayStartASignInThenPeopleDoAmongTheirApps() {
		RelyingParty.Answer registered = this.calls
			.register(RegistrationCalls.metadata("initiate_login_uri", "https://registered.test/in?a=b"));
		RelyingParty app = this.calls.relyingParty(registered);
		Browser browser = this.actors.consented(this.person, app);
		assertThat(browser.open("/account/apps").document().select("a.open").attr("href"))
			.isEqualTo("https://registered.test/in?a=b&iss="
					+ URLEncoder.encode(this.actors.server().toString(), StandardCharsets.UTF_8));
		this.calls.change(registered, RegistrationCalls.metadata());
		assertThat(browser.open("/account/apps").document().select("a.open")).isEmpty();
	}

	/** Nobody vouches for where it leads, and a consent is older than a change. */
	@ParameterizedTest
	@ValueSource(strings = { "https://elsewhere.test/in", "https://registered.test.elsewhere.test/in",
			"https://native.test/in" })
	void changeWhenASignInWouldStartOnAHostWithoutRedirectUriThenPeopleGetNoLink(String address) {
		List<String> redirectUris = List.of(RegistrationCalls.REDIRECT_URI, "app.test.native://native.test/cb");
		RelyingParty.Answer registered = this.calls
			.register(RegistrationCalls.metadata("token_endpoint_auth_method", "none", "application_type", "native",
					"redirect_uris", redirectUris, "initiate_login_uri", "https://registered.test/in"));
		Browser browser = this.actors.consented(this.person, this.calls.relyingParty(registered));
		assertThat(browser.open("/account/apps").document().select("a.open")).hasSize(1);
		RelyingParty.Answer changed = this.calls.change(registered,
				RegistrationCalls.metadata("token_endpoint_auth_method", "none", "application_type", "native",
						"redirect_uris", redirectUris, "initiate_login_uri", address));
		assertThat(changed.json()).containsEntry("initiate_login_uri", address);
		Document apps = browser.open("/account/apps").document();
		assertThat(apps.text()).contains("Registered app");
		assertThat(apps.select("a.open")).isEmpty();
	}

	@Test
	void changeThenReplacesAllAndRotatesTheTokenAndKeepsTheSecret() {
		RelyingParty.Answer registered = this.calls
			.register(RegistrationCalls.metadata("contacts", List.of("ada@app.test")));
		RelyingParty.Answer changed = this.calls.change(registered,
				Map.of("redirect_uris", List.of("https://registered.test/new"), "client_name", "New name", "scope",
						"openid", "client_secret", registered.text("client_secret")));
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.json()).containsEntry("client_name", "New name")
			.doesNotContainKeys("contacts", "client_secret");
		assertThat(changed.text("registration_access_token"))
			.isNotEqualTo(registered.text("registration_access_token"));
		assertThat(this.calls.read(registered).status()).isEqualTo(401);
		assertThat(this.calls.read(changed).json()).isEqualTo(changed.json());
		RelyingParty app = new RelyingParty(this.actors.server(), changed.text("client_id"),
				registered.text("client_secret"), "https://registered.test/new", "openid");
		Browser browser = this.actors.consented(this.person, app);
		assertThat(app.redeem(app.code(browser)).status()).isEqualTo(200);
		assertThat(app.authorize(browser, app.request(Map.of("redirect_uri", RegistrationCalls.REDIRECT_URI))).status())
			.isEqualTo(400);
	}

	@Test
	void changeWhenSecretIsNoLongerOrAgainNeededThenGoesOrComes() {
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata());
		RelyingParty.Answer withoutSecret = this.calls.change(registered,
				RegistrationCalls.metadata("token_endpoint_auth_method", "none"));
		assertThat(withoutSecret.json()).doesNotContainKeys("client_secret", "client_secret_expires_at");
		assertThat(secrets(registered)).isZero();
		RelyingParty.Answer again = this.calls.change(withoutSecret, RegistrationCalls.metadata());
		assertThat(again.text("client_secret")).isNotNull().isNotEqualTo(registered.text("client_secret"));
		assertThat(secrets(registered)).isOne();
	}

	@Test
	void removeThenTheClientAndAllThatItHasEnds() {
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata("scope",
				"openid offline_access", "grant_types", List.of("authorization_code", "refresh_token")));
		RelyingParty app = this.calls.relyingParty(registered);
		RelyingParty.Answer tokens = app.redeem(app.code(this.actors.consented(this.person, app)));
		assertThat(consents()).isPositive();
		assertThat(this.calls.remove(registered).status()).isEqualTo(204);
		assertThat(app.userInfo(tokens.accessToken()).status()).isEqualTo(401);
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_client");
		assertThat(this.calls.read(registered).status()).isEqualTo(401);
		assertThat(this.calls.remove(registered).status()).isEqualTo(401);
		assertThat(consents()).isZero();
		assertThat(audit(registered)).containsExactly("client.self-registered", "client.removed");
	}

	@Test
	void registerWhenAppOnADeviceThenPublicAndSignsInOnAnyPort() {
		RelyingParty.Answer registered = this.calls
			.register(RegistrationCalls.metadata("application_type", "native", "token_endpoint_auth_method", "none",
					"redirect_uris", List.of(TestClients.LOOPBACK_REDIRECT_URI, TestClients.PRIVATE_USE_REDIRECT_URI)));
		assertThat(registered.json()).containsEntry("application_type", "native").doesNotContainKey("client_secret");
		RelyingParty app = new RelyingParty(this.actors.server(), registered.text("client_id"), null,
				"http://127.0.0.1:7777/cb", "openid");
		assertThat(app.redeem(app.code(this.actors.consented(this.person, app))).status()).isEqualTo(200);
	}

	/**
	 * OpenID Connect Dynamic Client Registration 1.0 §2: the registered one, no other.
	 */
	@Test
	void authenticateWhenSignedByAnotherAlgorithmThanRegisteredThenRefused() throws JOSEException {
		RSAKey key = TestKeys.rsa("1");
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata("token_endpoint_auth_method",
				"private_key_jwt", "token_endpoint_auth_signing_alg", "PS256", "jwks",
				JSON.readTree(new JWKSet(key.toPublicJWK()).toString())));
		assertThat(registered.status()).isEqualTo(201);
		assertThat(token(registered, key, JWSAlgorithm.RS256).error()).isEqualTo("invalid_client");
		assertThat(token(registered, key, JWSAlgorithm.PS256).error()).isEqualTo("invalid_grant");
	}

	@Test
	void registerWhenEdDsaIsTheAlgorithmOfTheClientThenKept() {
		JsonNode keys = JSON.readTree(new JWKSet(new EdDsaKey().toPublicJWK()).toString());
		RelyingParty.Answer registered = this.calls
			.register(RegistrationCalls.metadata("token_endpoint_auth_method", "private_key_jwt",
					"token_endpoint_auth_signing_alg", "EdDSA", "request_object_signing_alg", "EdDSA", "jwks", keys));
		assertThat(registered.status()).isEqualTo(201);
		assertThat(registered.json()).containsEntry("token_endpoint_auth_signing_alg", "EdDSA")
			.containsEntry("request_object_signing_alg", "EdDSA");
	}

	@Test
	void authorizeWhenRequestObjectIsNotSignedAsRegisteredThenRefused() {
		RequestSigner signer = new RequestSigner();
		RelyingParty.Answer registered = this.calls.register(RegistrationCalls.metadata("request_object_signing_alg",
				"ES256", "jwks", JSON.readTree(signer.jwks())));
		assertThat(registered.json()).containsEntry("request_object_signing_alg", "ES256");
		RelyingParty app = this.calls.relyingParty(registered);
		Map<String, String> request = app.request();
		Map<String, String> claims = app.request(Map.of("iss", app.clientId(), "aud", this.actors.server().toString()));
		Browser browser = this.actors.consented(this.person, app);
		request.put("request", signer.sign("ES256", claims));
		assertThat(app.authorize(browser, request).answer()).containsKey("code");
		request.put("request", RequestSigner.unsigned(claims));
		assertThat(app.authorize(browser, request).answer()).containsEntry("error", "invalid_request_object");
	}

	/** OpenID Connect Dynamic Client Registration 1.0 §5. */
	@Test
	void registerWhenSectorKnowsTheRedirectUrisThenPairwise() throws IOException {
		String other = "https://other.test/cb";
		try (Sector sector = new Sector(JSON.writeValueAsString(List.of(RegistrationCalls.REDIRECT_URI, other)))) {
			RelyingParty.Answer registered = this.calls
				.register(RegistrationCalls.metadata("subject_type", "pairwise", "sector_identifier_uri",
						sector.address(), "redirect_uris", List.of(RegistrationCalls.REDIRECT_URI, other)));
			assertThat(registered.json()).containsEntry("sector_identifier_uri", sector.address())
				.containsEntry("subject_type", "pairwise");
			RelyingParty app = this.calls.relyingParty(registered);
			RelyingParty.Answer tokens = app.redeem(app.code(this.actors.consented(this.person, app)));
			assertThat(RelyingParty.claims(tokens.idToken()).get("sub")).isNotEqualTo(this.person.id().toString());
		}
	}

	@Test
	void registerWhenSectorDoesNotKnowARedirectUriThenRefused() throws IOException {
		for (String document : List.of("[\"https://other.test/cb\"]", "[]", "{}", "[1]", "nothing",
				"[\"" + "x".repeat(70_000) + "\"]")) {
			try (Sector sector = new Sector(document)) {
				RelyingParty.Answer refused = this.calls
					.register(RegistrationCalls.metadata("sector_identifier_uri", sector.address()));
				assertThat(refused.error()).as(document).isEqualTo("invalid_client_metadata");
				assertThat(refused.text("error_description")).startsWith("sector_identifier_uri: ");
			}
		}
	}

	/** OpenID Connect Core 1.0 §8.1: names of a sector are for who gets its answers. */
	@Test
	void registerWhenAnswersOfASectorWouldAlsoComeElsewhereThenRefused() throws IOException {
		Map<String, Object> pairwise = RegistrationCalls.metadata("subject_type", "pairwise",
				"token_endpoint_auth_method", "none");
		RelyingParty.Answer good = this.calls.register(pairwise);
		assertThat(good.status()).isEqualTo(201);
		String device = "urn:ietf:params:oauth:grant-type:device_code";
		try (Sector sector = new Sector(JSON.writeValueAsString(List.of(RegistrationCalls.REDIRECT_URI)))) {
			Map<String, Map<String, Object>> strangers = Map.of("sector_identifier_uri: ",
					Map.of("application_type", "native", "redirect_uris",
							List.of("com.evil.app:/cb", RegistrationCalls.REDIRECT_URI)),
					"grant_types: The device grant passes no redirect URI, so none ",
					Map.of("grant_types", List.of("authorization_code", device)),
					"grant_types: The device grant passes no redirect URI, so no document ",
					Map.of("grant_types", List.of("authorization_code", device), "sector_identifier_uri",
							sector.address()),
					"backchannel_logout_uri: ", Map.of("backchannel_logout_uri", "https://evil.test/back"));
			strangers.forEach((field, changes) -> {
				Map<String, Object> metadata = new HashMap<>(pairwise);
				metadata.putAll(changes);
				RelyingParty.Answer refused = this.calls.register(metadata);
				assertThat(refused.error()).as(field).isEqualTo("invalid_client_metadata");
				assertThat(refused.text("error_description")).startsWith(field);
				assertThat(this.calls.change(good, metadata).error()).isEqualTo("invalid_client_metadata");
			});
		}
		assertThat(this.calls.read(good).status()).isEqualTo(200);
	}

	/** OpenID Connect Core 1.0 §12.2: a refresh names the person as before. */
	@ParameterizedTest
	@CsvSource({ "public,https://registered.test/cb,pairwise,https://registered.test/cb",
			"pairwise,https://registered.test/cb,public,https://registered.test/cb",
			"pairwise,https://registered.test/cb,pairwise,https://other.test/cb" })
	void changeWhenPeopleGetOtherNamesThenWhatTheClientWasGivenEnds(String before, String redirectBefore, String after,
			String redirectAfter) {
		RelyingParty.Answer registered = this.calls.register(offline(before, redirectBefore));
		RelyingParty app = this.calls.relyingParty(registered);
		Browser browser = this.actors.consented(this.person, app);
		RelyingParty.Answer tokens = app.redeem(app.code(browser));
		RelyingParty.Answer same = this.calls.change(registered, offline(before, redirectBefore));
		RelyingParty.Answer refreshed = app.refresh(tokens.refreshToken());
		assertThat(sub(refreshed)).isEqualTo(sub(tokens));
		String code = app.code(browser);
		RelyingParty.Answer changed = this.calls.change(same, offline(after, redirectAfter));
		assertThat(changed.status()).isEqualTo(200);
		assertThat(app.refresh(refreshed.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(app.redeem(code).error()).isEqualTo("invalid_grant");
		assertThat(app.userInfo(refreshed.accessToken()).error()).isEqualTo("invalid_token");
		assertThat(app.call("/oauth2/introspect", Map.of("token", refreshed.accessToken())).json())
			.containsEntry("active", false);
		RelyingParty again = new RelyingParty(this.actors.server(), app.clientId(), registered.text("client_secret"),
				redirectAfter, "openid offline_access");
		RelyingParty.Answer anew = again.redeem(again.code(browser));
		assertThat(sub(anew)).isNotEqualTo(sub(tokens));
		assertThat(again.userInfo(anew.accessToken()).text("sub")).isEqualTo(sub(anew));
		assertThat(audit(registered)).containsOnlyOnce("client.subjects-changed");
	}

	private static Map<String, Object> offline(String subjectType, String redirectUri) {
		return RegistrationCalls.metadata("subject_type", subjectType, "redirect_uris", List.of(redirectUri), "scope",
				"openid offline_access", "grant_types", List.of("authorization_code", "refresh_token"));
	}

	private static Object sub(RelyingParty.Answer tokens) {
		return RelyingParty.claims(tokens.idToken()).get("sub");
	}

	private RelyingParty.Answer token(RelyingParty.Answer registered, RSAKey key, JWSAlgorithm algorithm)
			throws JOSEException {
		Instant now = this.clock.instant();
		SignedJWT assertion = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("1").build(),
				new JWTClaimsSet.Builder().issuer(registered.text("client_id"))
					.subject(registered.text("client_id"))
					.audience(this.actors.server().toString())
					.expirationTime(Date.from(now.plus(Duration.ofMinutes(1))))
					.jwtID(UUID.randomUUID().toString())
					.build());
		assertion.sign(new RSASSASigner(key));
		RelyingParty app = this.calls.relyingParty(registered);
		return app.token(Map.of("grant_type", "authorization_code", "code", "sgn_ac_" + "x".repeat(43), "redirect_uri",
				RegistrationCalls.REDIRECT_URI, "code_verifier", app.verifier(), "client_assertion_type",
				"urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", assertion.serialize()));
	}

	private int secrets(RelyingParty.Answer registered) {
		return this.jdbc
			.sql("select count(*) from client_secrets s join clients c on c.id = s.client where c.client_id = :client")
			.param("client", registered.text("client_id"))
			.query(Integer.class)
			.single();
	}

	private int consents() {
		return this.jdbc.sql("select count(*) from consents where account_id = :account")
			.param("account", this.person.id().value())
			.query(Integer.class)
			.single();
	}

	private List<String> audit(RelyingParty.Answer registered) {
		return this.jdbc
			.sql("select type from audit_events where client_id = :client and type like 'client.%' order by at")
			.param("client", registered.text("client_id"))
			.query(String.class)
			.list()
			.stream()
			.filter(Objects::nonNull)
			.toList();
	}

	/** A server that publishes the list of a sector. */
	private static final class Sector implements AutoCloseable {

		private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				0);

		Sector(String document) throws IOException {
			byte[] body = document.getBytes(StandardCharsets.UTF_8);
			this.server.createContext("/", (exchange) -> {
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			this.server.start();
		}

		String address() {
			return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/sector.json";
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
