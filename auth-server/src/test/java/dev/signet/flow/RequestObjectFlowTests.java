package dev.signet.flow;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Authorization requests inside a JWT (OpenID Connect Core 1.0 §6.1, RFC 9101).
 */
@SignetTest
class RequestObjectFlowTests {

	private static final RequestSigner SIGNER = new RequestSigner();

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app(TestClients.confidential().requestObjects(SIGNER.jwks(), null));
		this.browser = this.actors.consented(this.person, this.app);
	}

	@Test
	void authorizeWhenAllIsInAnUnsignedObjectThenACode() {
		Map<String, Object> claims = claims();
		Map<String, String> answer = send(RequestSigner.unsigned(claims), Map.of()).answer();
		assertThat(answer).containsEntry("state", (String) claims.get("state"));
		RelyingParty.Answer tokens = this.app.redeem(answer.get("code"));
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(RelyingParty.claims(tokens.idToken())).containsEntry("nonce", "inside");
	}

	/** As the official suite sends it. */
	@Test
	void authorizeWhenFormPostIsAskedForInAnUnsignedObjectThenPosted() {
		Map<String, Object> claims = claims();
		claims.put("response_mode", "form_post");
		Page page = send(RequestSigner.unsigned(claims), Map.of("redirect_uri", TestClients.REDIRECT_URI));
		assertThat(posted(page)).containsKey("code").containsEntry("state", (String) claims.get("state"));
		claims.put("scope", "nobody.knows");
		page = send(RequestSigner.unsigned(claims), Map.of("redirect_uri", TestClients.REDIRECT_URI));
		assertThat(posted(page)).containsEntry("error", "invalid_scope")
			.containsEntry("state", (String) claims.get("state"));
	}

	@Test
	void authorizeWhenSignedByAKeyOfTheClientThenACode() {
		for (String algorithm : List.of("RS256", "PS256", "ES256", "EdDSA")) {
			assertThat(send(SIGNER.sign(algorithm, claims()), Map.of()).answer()).containsKey("code");
		}
		assertThat(send(SIGNER.sign("RS256", "JWT", claims()), Map.of()).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenClientIsPublicThenUnsignedObjectsAreRead() {
		this.app = this.actors.app(TestClients.publicNative().firstParty());
		Map<String, Object> claims = claims();
		claims.put("redirect_uri", "http://127.0.0.1:5555/cb");
		assertThat(send(RequestSigner.unsigned(claims), Map.of()).answer()).containsKey("code");
	}

	/** OpenID Connect Core 1.0 §6.1: what is inside wins, what is missing is outside. */
	@Test
	void authorizeWhenUnsignedThenParametersBesideItFillWhatIsMissing() {
		Map<String, Object> claims = claims();
		claims.remove("state");
		claims.remove("response_type");
		Map<String, String> answer = send(RequestSigner.unsigned(claims),
				Map.of("state", "outside", "nonce", "outside", "response_type", "code", "scope", "nobody.knows"))
			.answer();
		assertThat(answer).containsEntry("state", "outside");
		assertThat(RelyingParty.claims(this.app.redeem(answer.get("code")).idToken())).containsEntry("nonce", "inside");
	}

	/** RFC 9101 §6.3. */
	@Test
	void authorizeWhenSignedThenParametersBesideItAreIgnored() {
		Map<String, Object> claims = claims();
		claims.remove("state");
		claims.remove("nonce");
		Map<String, String> answer = send(SIGNER.sign("ES256", claims), Map.of("state", "outside", "nonce", "outside",
				"scope", "nobody.knows", "redirect_uri", "https://evil.test/", "prompt", "login", "max_age", "0"))
			.answer();
		assertThat(answer).containsKey("code").doesNotContainKey("state");
		assertThat(RelyingParty.claims(this.app.redeem(answer.get("code")).idToken())).doesNotContainKey("nonce");
	}

	@Test
	void authorizeWhenSignedObjectLacksSomethingThenItIsNotTakenFromOutside() {
		Map<String, Object> claims = claims();
		claims.remove("response_type");
		assertError(send(SIGNER.sign("ES256", claims), Map.of("response_type", "code")), "invalid_request");
		claims.put("response_type", "code");
		claims.remove("redirect_uri");
		assertThat(send(SIGNER.sign("ES256", claims), Map.of("redirect_uri", TestClients.REDIRECT_URI)).status())
			.isEqualTo(400);
	}

	@Test
	void authorizeWhenListOfResourcesIsEmptyThenAsIfItWereLeftOut() {
		Map<String, Object> claims = claims();
		claims.put("resource", List.of());
		assertThat(send(RequestSigner.unsigned(claims), Map.of()).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenJsonHasNumbersAndObjectsThenTheyCount() {
		Map<String, Object> claims = claims();
		claims.put("max_age", 3600);
		claims.put("claims", Map.of("id_token", Map.of("email", Map.of("essential", true))));
		String code = send(SIGNER.sign("ES256", claims), Map.of()).answer().get("code");
		assertThat(RelyingParty.claims(this.app.redeem(code).idToken())).containsKey("email");
		claims.put("max_age", -1);
		assertError(send(SIGNER.sign("ES256", claims), Map.of()), "invalid_request");
	}

	@Test
	void authorizeWhenRedirectUriInsideIsNotRegisteredThenAPage() {
		Map<String, Object> claims = claims();
		claims.put("redirect_uri", "https://evil.test/");
		for (String object : List.of(RequestSigner.unsigned(claims), SIGNER.sign("ES256", claims))) {
			Page page = send(object, Map.of("redirect_uri", TestClients.REDIRECT_URI));
			assertThat(page.status()).isEqualTo(400);
			assertThat(page.left()).isNull();
		}
	}

	@Test
	void authorizeWhenSignatureIsWrongThenRefused() {
		String good = SIGNER.sign("RS256", claims());
		assertRefused(good.substring(0, good.length() - 8) + "AAAAAAAA");
		assertRefused(new RequestSigner().sign("RS256", claims()));
		Map<String, Object> other = claims();
		other.put("scope", "openid");
		String[] parts = good.split("\\.");
		assertRefused(parts[0] + "." + RequestSigner.unsigned(other).split("\\.")[1] + "." + parts[2]);
		assertRefused(Forger.mac(good, TestClients.SECRET.getBytes()));
		assertRefused(SIGNER.sign("RS512", claims()));
		assertRefused(SIGNER.sign("RS256", "at+jwt", claims()));
	}

	@Test
	void authorizeWhenClientHasNoKeysThenSignedObjectIsRefused() {
		this.app = this.actors.app(TestClients.confidential().firstParty());
		assertRefused(SIGNER.sign("RS256", claims()));
	}

	@Test
	void authorizeWhenAClaimIsWrongThenRefused() {
		Instant now = this.clock.instant();
		Map<String, Object> wrong = new LinkedHashMap<>();
		wrong.put("iss", List.of("somebody-else", 7));
		wrong.put("client_id", List.of("somebody-else", "", 7));
		wrong.put("aud", List.of("https://other.test", List.of("https://other.test"), 7));
		wrong.put("exp", List.of(now.getEpochSecond(), "soon", 0));
		wrong.put("nbf", List.of(now.plusSeconds(90).getEpochSecond(), "soon"));
		wrong.put("request", List.of("x"));
		wrong.put("request_uri", List.of("urn:x"));
		wrong.forEach((claim, values) -> ((List<?>) values).forEach((value) -> {
			Map<String, Object> claims = claims();
			claims.put(claim, value);
			assertRefused(RequestSigner.unsigned(claims));
			assertRefused(SIGNER.sign("ES256", claims));
		}));
	}

	/** RFC 9101 §4: says for whom it is and from whom. */
	@Test
	void authorizeWhenSignedWithoutIssuerOrAudienceThenRefused() {
		for (String claim : List.of("iss", "aud")) {
			Map<String, Object> claims = claims();
			claims.remove(claim);
			assertRefused(SIGNER.sign("ES256", claims));
			assertThat(send(RequestSigner.unsigned(claims), Map.of()).answer()).containsKey("code");
		}
	}

	/** RFC 9101 §10.8. */
	@Test
	void authorizeWhenSignedObjectCouldBeAClientAssertionThenRefused() {
		Map<String, Object> claims = claims();
		claims.put("sub", this.app.clientId());
		assertRefused(SIGNER.sign("ES256", claims));
	}

	@Test
	void authorizeWhenResponseTypeBesideItDiffersThenRefused() {
		for (String object : List.of(RequestSigner.unsigned(claims()), SIGNER.sign("ES256", claims()))) {
			assertError(send(object, Map.of("response_type", "id_token")), "invalid_request_object");
			assertThat(send(object, Map.of("response_type", "code")).answer()).containsKey("code");
		}
	}

	/** OpenID Connect Dynamic Client Registration 1.0 §2. */
	@Test
	void authorizeWhenAlgorithmIsRegisteredThenNoOther() {
		this.app = this.actors.app(TestClients.confidential().firstParty().requestObjects(SIGNER.jwks(), "PS256"));
		assertThat(send(SIGNER.sign("PS256", claims()), Map.of()).answer()).containsKey("code");
		assertRefused(SIGNER.sign("RS256", claims()));
		assertRefused(RequestSigner.unsigned(claims()));
		this.app = this.actors.app(TestClients.confidential().firstParty().requestObjects(SIGNER.jwks(), "none"));
		assertThat(send(RequestSigner.unsigned(claims()), Map.of()).answer()).containsKey("code");
		assertRefused(SIGNER.sign("RS256", claims()));
	}

	@Test
	void authorizeWhenRefusedObjectHasTheOnlyRedirectUriThenAnsweredThere() {
		Map<String, Object> claims = claims();
		claims.put("exp", 1);
		Page page = send(RequestSigner.unsigned(claims), Map.of());
		assertThat(page.answer()).containsEntry("error", "invalid_request_object")
			.containsEntry("state", (String) claims.get("state"));
		claims.put("redirect_uri", "https://evil.test/");
		page = send(RequestSigner.unsigned(claims), Map.of());
		assertThat(page.status()).isEqualTo(400);
		assertThat(page.left()).isNull();
		assertThat(send("abc", Map.of()).status()).isEqualTo(400);
	}

	@Test
	void authorizeWhenPersonMustSignInThenTheObjectIsNotReadAgain() {
		Browser stranger = this.actors.browser();
		Map<String, Object> claims = claims();
		claims.put("exp", this.clock.instant().plusSeconds(30).getEpochSecond());
		claims.put("login_hint", this.person.username());
		String address = address(SIGNER.sign("ES256", claims), Map.of("state", "outside", "scope", "outside"));
		Page signIn = stranger.open(address);
		assertThat(signIn.document().select("input[name=login]").attr("value")).isEqualTo(this.person.username());
		assertThat(signIn.document().select("input[name=restart]").attr("value")).doesNotContain("request=", "outside");
		this.clock.advance(Duration.ofMinutes(2));
		Page page = this.actors.signIn(stranger, signIn, this.person);
		assertThat(page.answer()).containsKey("code").containsEntry("state", (String) claims.get("state"));
		assertError(stranger.open(address), "invalid_request_object");
	}

	@Test
	void authorizeWhenConsentIsAskedThenForWhatTheObjectSays() {
		Browser other = this.actors.signedIn(this.actors.person("USER"));
		Map<String, Object> claims = claims();
		claims.put("scope", "openid email");
		Page consent = other.open(address(RequestSigner.unsigned(claims), Map.of("scope", "openid profile")));
		assertThat(consent.document().select("input[name=scope]").eachAttr("value")).contains("email")
			.doesNotContain("profile");
		String code = this.actors.allowAll(other, consent).answer().get("code");
		assertThat(this.app.redeem(code).text("scope")).isEqualTo("email openid");
	}

	/** A changed form begins no request whose pages would show something else. */
	@Test
	void restartWhenItHoldsARequestObjectThenNothingBegins() {
		Browser stranger = this.actors.browser();
		Page signIn = this.app.authorize(stranger, this.app.request());
		String restart = Browser.encode(Map.of("client_id", this.app.clientId(), "scope", "openid", "request",
				RequestSigner.unsigned(claims())));
		Page page = stranger.submit(signIn, Map.of("login", this.person.username(), "password", Actors.PASSWORD,
				"request", "00000000-0000-0000-0000-000000000000", "restart", restart));
		assertThat(page.address().getPath()).isEqualTo("/account");
	}

	@Test
	void authorizeWhenTheObjectIsPostedThenACode() {
		Map<String, String> fields = Map.of("client_id", this.app.clientId(), "request",
				SIGNER.sign("RS256", claims()));
		assertThat(this.browser.post("/oauth2/authorize", fields).answer()).containsKey("code");
	}

	@Test
	void authorizeWhenTheObjectIsTooLongThenRefused() {
		Map<String, Object> claims = claims();
		claims.put("login_hint", "x".repeat(13_000));
		Map<String, String> fields = Map.of("client_id", this.app.clientId(), "redirect_uri", TestClients.REDIRECT_URI,
				"request", RequestSigner.unsigned(claims));
		assertError(this.browser.post("/oauth2/authorize", fields), "invalid_request");
		claims.put("login_hint", "x".repeat(8_200));
		fields = Map.of("client_id", this.app.clientId(), "request", RequestSigner.unsigned(claims));
		assertError(this.browser.post("/oauth2/authorize", fields), "invalid_request");
	}

	/** The metadata say what there is (OpenID Connect Discovery 1.0 §3). */
	@Test
	void discoverThenRequestObjectsAreAnnounced() {
		for (String document : List.of("openid-configuration", "oauth-authorization-server")) {
			HttpRequest request = HttpRequest.newBuilder(this.actors.server().resolve("/.well-known/" + document))
				.build();
			assertThat(RelyingParty.send(request).json()).containsEntry("request_parameter_supported", true)
				.containsEntry("request_uri_parameter_supported", true)
				.containsEntry("request_object_signing_alg_values_supported",
						List.of("none", "RS256", "PS256", "ES256", "EdDSA"));
		}
	}

	/** An honest request as the claims of an object, from the client and for us. */
	private Map<String, Object> claims() {
		Map<String, Object> claims = new LinkedHashMap<>(this.app.request());
		claims.put("nonce", "inside");
		claims.put("iss", this.app.clientId());
		claims.put("aud", this.actors.server().toString());
		return claims;
	}

	private String address(String object, Map<String, String> beside) {
		Map<String, String> parameters = new LinkedHashMap<>(Map.of("client_id", this.app.clientId()));
		parameters.putAll(beside);
		parameters.put("request", object);
		return "/oauth2/authorize?" + Browser.encode(parameters);
	}

	private Page send(String object, Map<String, String> beside) {
		return this.browser.open(address(object, beside));
	}

	private void assertRefused(String object) {
		Page page = send(object, Map.of("redirect_uri", TestClients.REDIRECT_URI, "state", "outside"));
		assertThat(page.answer()).as(() -> object).containsEntry("state", "outside");
		assertError(page, "invalid_request_object");
	}

	private static void assertError(Page page, String error) {
		assertThat(page.answer()).containsEntry("error", error).doesNotContainKey("code");
	}

	private static Map<String, String> posted(Page page) {
		Element form = page.document().selectFirst("form");
		assertThat(form).as(() -> "form in " + page.document().text()).isNotNull();
		assertThat(form.attr("action")).isEqualTo(TestClients.REDIRECT_URI);
		Map<String, String> fields = new LinkedHashMap<>();
		form.select("input").forEach((field) -> fields.put(field.attr("name"), field.attr("value")));
		return fields;
	}

}
