package dev.signet.flow;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequest;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every refusal of a protocol endpoint has a name, is remembered under the reference that
 * its answer carries, in the record of the right client, and tells no secret.
 */
@SignetTest
class RefusalFlowTests {

	private static final String TOKEN = "/oauth2/token";

	private static final String WRONG_SECRET = "wrong-secret-0123456789abcdef0123456789";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private SqlCounter sql;

	static Stream<Row> refusals() {
		List<Row> rows = new ArrayList<>();
		// Client authentication
		rows.add(new Row(Refusal.SECRET_WRONG, (scene) -> post(scene, basic(scene, WRONG_SECRET), "grant_type=x")));
		rows.add(new Row(Refusal.SECRET_EXPIRED, (scene) -> {
			String old = scene.secret("old-" + UUID.randomUUID() + UUID.randomUUID());
			scene.app(TestClients.confidential().secret(old, Instant.now().plus(Duration.ofMinutes(5))));
			scene.advance(Duration.ofMinutes(6));
			return post(scene, basic(scene, old), "grant_type=x");
		}));
		rows.add(new Row(Refusal.CLIENT_DISABLED, (scene) -> {
			scene.app();
			scene.disableApp();
			return Reply.of(scene.app().refresh("sgn_rt_x"));
		}));
		rows.add(new Row(
				Refusal.METHOD_NOT_REGISTERED, (scene) -> post(scene, null, "grant_type=x&client_secret=%s&client_id=%s"
					.formatted(TestClients.SECRET, scene.app().clientId())),
				"client_secret_post", "client_secret_basic"));
		rows.add(new Row(Refusal.METHOD_NOT_REGISTERED,
				(scene) -> post(scene, null,
						"grant_type=refresh_token&refresh_token=sgn_rt_x&client_id=" + scene.app().clientId()),
				"none", "client_secret_basic"));
		rows.add(new Row(Refusal.CLIENT_AUTHENTICATION_MISSING, (scene) -> post(scene, null, "grant_type=x"))
			.ofNobody());
		rows.add(new Row(Refusal.CLIENT_AUTHENTICATION_MISSING,
				(scene) -> post(scene, null, "grant_type=x&client_id=" + scene.app().clientId())));
		rows.add(new Row(Refusal.CLIENT_UNKNOWN,
				(scene) -> post(scene, RelyingParty.basic("nobody", WRONG_SECRET), "a=b"), "nobody", null)
			.ofNobody());
		rows.add(new Row(Refusal.CLIENT_UNKNOWN,
				(scene) -> post(scene, RelyingParty.basic(WRONG_SECRET, scene.app().clientId()), "a=b"),
				"wrong-se... (%d characters)".formatted(WRONG_SECRET.length()), null)
			.ofNobody());
		rows.add(new Row(Refusal.BASIC_MALFORMED,
				(scene) -> post(scene,
						"Basic " + Base64.getEncoder().encodeToString((scene.app().clientId() + ":").getBytes()),
						"grant_type=x")));
		rows.add(new Row(Refusal.TWO_METHODS, (scene) -> post(scene, basic(scene, TestClients.SECRET),
				"grant_type=x&client_secret=" + TestClients.SECRET)));
		rows.add(new Row(Refusal.CLIENT_IDS_DIFFER,
				(scene) -> post(scene, basic(scene, TestClients.SECRET), "grant_type=x&client_id=other")));
		rows.add(new Row(Refusal.ASSERTION_TYPE_UNKNOWN,
				(scene) -> post(scene, null, "client_assertion_type=saml&client_assertion=garbage"))
			.ofNobody());
		rows.add(new Row(Refusal.ASSERTION_MALFORMED, (scene) -> post(scene, null, assertion("garbage"))).ofNobody());
		rows.add(new Row(
				Refusal.METHOD_NOT_REGISTERED, (
						scene) -> post(scene, null,
								assertion(
										scene.secret(
												Forger.mac(
														Forger.ours(scene)
															.sign(scene.tokens().idToken(),
																	(header, claims) -> claims.put("sub",
																			scene.app().clientId())),
														new byte[] { 0 })))),
				"private_key_jwt", "client_secret_basic"));
		// The form of the request
		rows.add(new Row(Refusal.PARAMETER_REPEATED,
				(scene) -> post(scene, basic(scene, TestClients.SECRET), "scope=a&scope=b"), "scope", null)
			.naming("scope"));
		rows.add(new Row(Refusal.PARAMETER_REPEATED,
				(scene) -> post(scene, basic(scene, TestClients.SECRET), "%1$s=a&%1$s=b".formatted(WRONG_SECRET))));
		rows.add(new Row(Refusal.PARAMETER_IN_QUERY,
				(scene) -> scene.post(TOKEN + "?scope=openid", basic(scene, TestClients.SECRET), "grant_type=x"),
				"scope", null)
			.naming("scope"));
		rows.add(new Row(Refusal.PARAMETER_IN_QUERY,
				(scene) -> scene.post(TOKEN + "?" + WRONG_SECRET, basic(scene, TestClients.SECRET), "grant_type=x")));
		rows.add(new Row(Refusal.BODY_NOT_A_FORM,
				(scene) -> Reply.of(RelyingParty.send(scene.app()
					.form(TOKEN)
					.setHeader("Content-Type", "application/json")
					.header("Authorization", basic(scene, TestClients.SECRET))
					.POST(HttpRequest.BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}"))
					.build())),
				"application/json", "application/x-www-form-urlencoded"));
		rows.add(
				new Row(Refusal.PARAMETER_MISSING, (scene) -> Reply.of(scene.app().token(Map.of())), null, "grant_type")
					.naming("grant_type"));
		rows.add(new Row(Refusal.PARAMETER_MISSING,
				(scene) -> Reply.of(scene.app().token(Map.of("grant_type", "authorization_code"))), null, "code")
			.naming("code"));
		rows.add(new Row(Refusal.PARAMETER_MISSING,
				(scene) -> Reply.of(scene.app().token(Map.of("grant_type", "refresh_token"))), null, "refresh_token")
			.naming("refresh_token"));
		rows.add(new Row(Refusal.PARAMETER_MISSING,
				(scene) -> Reply.of(scene.app().call("/oauth2/introspect", Map.of())), null, "token")
			.naming("token"));
		rows.add(new Row(Refusal.PARAMETER_MISSING, (scene) -> Reply.of(scene.app().call("/oauth2/revoke", Map.of())),
				null, "token")
			.naming("token"));
		rows.add(new Row(Refusal.HTTP_METHOD_UNSUPPORTED, (scene) -> scene.get(TOKEN), "GET", "POST").ofNobody());
		rows.add(new Row(Refusal.GRANT_TYPE_UNSUPPORTED,
				(scene) -> Reply.of(scene.app().token(Map.of("grant_type", "password"))), "password", null));
		rows.add(new Row(Refusal.GRANT_TYPE_NOT_REGISTERED,
				(scene) -> Reply.of(scene.app().token(Map.of("grant_type", "client_credentials"))),
				"client_credentials", "authorization_code refresh_token"));
		rows.add(new Row(Refusal.SCOPE_NOT_GRANTED,
				(scene) -> Reply.of(scene.app()
					.token(Map.of("grant_type", "refresh_token", "refresh_token", scene.tokens().refreshToken(),
							"scope", "openid offline_access"))),
				"offline_access openid", "email openid profile roles"));
		rows.add(new Row(Refusal.SCOPE_NOT_REGISTERED, (scene) -> {
			scene.app(TestClients.service());
			return Reply.of(scene.app().token(Map.of("grant_type", "client_credentials", "scope", "openid")));
		}, "openid", "").naming("openid"));
		// The authorization endpoint
		rows.add(new Row(Refusal.REDIRECT_URI_UNKNOWN,
				(scene) -> scene.authorize("redirect_uri", "https://evil.test/cb"), "https://evil.test/cb", null)
			.told(""));
		rows.add(new Row(Refusal.RESPONSE_TYPE_UNSUPPORTED, (scene) -> scene.authorize("response_type", "token"),
				"token", "code"));
		rows.add(new Row(Refusal.SIGN_IN_NEEDED,
				(scene) -> Reply.of(scene.actors()
					.browser()
					.fetch("GET", "/oauth2/authorize?" + Browser.encode(scene.request("prompt", "none")), Map.of()))));
		rows.add(new Row(Refusal.CONSENT_DENIED, (scene) -> {
			Page consent = scene.app().authorize(scene.browser(), scene.request("prompt", "consent"));
			return Reply.of(scene.actors().answer(scene.browser(), consent, "deny"));
		}));
		return Stream.of(rows, codes(), refreshTokens(), accessTokens(), secretsInWrongPlaces(), words())
			.flatMap(List::stream);
	}

	private static List<Row> secretsInWrongPlaces() {
		List<Row> rows = new ArrayList<>();
		// At the end of much else: what is looked at is the whole, not what is shown
		String late = "z".repeat(170) + TestClients.SECRET;
		rows.add(new Row(Refusal.REDIRECT_URI_UNKNOWN,
				(scene) -> scene.authorize("client_secret", TestClients.SECRET, "redirect_uri", late))
			.told(""));
		rows.add(new Row(Refusal.RESPONSE_TYPE_UNSUPPORTED,
				(scene) -> scene.authorize("client_secret", TestClients.SECRET, "response_type", late)));
		rows.add(new Row(Refusal.SCOPE_NOT_REGISTERED,
				(scene) -> scene.authorize("client_secret", TestClients.SECRET, "scope", late)));
		rows.add(new Row(Refusal.SCOPE_NOT_REGISTERED,
				(scene) -> scene.authorize("client_secret", TestClients.SECRET, "scope", TestClients.SECRET)));
		rows.add(new Row(Refusal.CLIENT_ID_UNKNOWN, (scene) -> scene.authorize("client_id", WRONG_SECRET),
				"wrong-se... (%d characters)".formatted(WRONG_SECRET.length()), null)
			.ofNobody()
			.told(""));
		return rows;
	}

	private static List<Row> codes() {
		List<Row> rows = new ArrayList<>();
		rows.add(new Row(Refusal.PARAMETER_MISSING, (scene) -> {
			scene.app(TestClients.publicNative());
			return post(scene, null, "grant_type=authorization_code&code_verifier=%s&client_id=%s"
				.formatted("v".repeat(43), scene.app().clientId()));
		}, null, "code").naming("code"));
		rows.add(new Row(Refusal.PARAMETER_MISSING,
				(scene) -> post(scene, null, "grant_type=authorization_code&code=x&code_verifier=" + "v".repeat(43)),
				null, "client_id")
			.ofNobody()
			.naming("client_id"));
		rows.add(
				new Row(Refusal.CODE_UNKNOWN, (scene) -> Reply.of(scene.app().redeem(scene.secret("sgn_ac_unknown")))));
		rows.add(new Row(Refusal.CODE_EXPIRED, (scene) -> {
			String code = scene.code();
			scene.advance(Duration.ofSeconds(61));
			return Reply.of(scene.app().redeem(code));
		}));
		rows.add(new Row(Refusal.CODE_USED_TWICE, (scene) -> {
			String code = scene.code();
			scene.app().redeem(code);
			return Reply.of(scene.app().redeem(code));
		}));
		rows.add(new Row(Refusal.CODE_USED_TWICE, (scene) -> {
			String code = scene.code();
			scene.app().redeem(code);
			scene.app().redeem(code);
			return Reply.of(scene.app().redeem(code));
		}));
		rows.add(new Row(Refusal.CODE_REVOKED, (scene) -> {
			String code = scene.code();
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), EndReason.SIGNED_OUT);
			return Reply.of(scene.app().redeem(code));
		}));
		rows.add(new Row(Refusal.PERSON_GONE, (scene) -> {
			String code = scene.code();
			scene.jdbc()
				.sql("update accounts set disabled_at = now() where id = :id")
				.param("id", scene.person().id().value())
				.update();
			return Reply.of(scene.app().redeem(code));
		}));
		rows.add(redemption(Refusal.CODE_REDIRECT_URI_DIFFERS, Map.of("redirect_uri", "https://app.test/other"),
				"https://app.test/other", TestClients.REDIRECT_URI));
		rows.add(redemption(Refusal.CODE_VERIFIER_WRONG, Map.of("code_verifier", "v".repeat(43)),
				"a code_verifier of 43 characters",
				"the code_verifier whose SHA-256 is the code_challenge of the authorization request"));
		rows.add(redemption(Refusal.RESOURCE_NOT_GRANTED, Map.of("resource", "https://unknown.test"),
				"https://unknown.test", null));
		rows.add(new Row(Refusal.CODE_VERIFIER_UNEXPECTED, (scene) -> {
			scene.app(TestClients.confidential().withoutPkce());
			String location = scene.authorize("code_challenge", null, "code_challenge_method", null)
				.header("Location")
				.orElseThrow();
			return Reply.of(scene.app().redeem(scene.secret(Page.parameters(location.split("\\?")[1]).get("code"))));
		}));
		rows.add(new Row(Refusal.CODE_VERIFIER_MISSING, (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			Map<String, String> redemption = BadTokenRequests.redemption(scene, scene.code(),
					Map.of("client_id", scene.app().clientId()));
			redemption.remove("code_verifier");
			return post(scene, null, Browser.encode(redemption));
		}));
		rows.add(new Row(Refusal.CODE_VERIFIER_MISSING, (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			return post(scene, null, Browser.encode(BadTokenRequests.redemption(scene, scene.code(),
					Map.of("client_id", scene.app().clientId(), "code_verifier", ""))));
		}));
		rows.add(new Row(Refusal.CODE_OF_ANOTHER_CLIENT, (scene) -> {
			String code = scene.code();
			Map<String, String> redemption = BadTokenRequests.redemption(scene, code, Map.of());
			scene.app(TestClients.confidential());
			return Reply.of(scene.app().token(redemption));
		}).told(Refusal.CODE_UNKNOWN));
		rows.add(new Row(Refusal.CODE_UNKNOWN, (scene) -> {
			scene.app(TestClients.publicNative());
			return Reply.of(scene.app().redeem("sgn_ac_unknown"));
		}).told("The code or token is unknown, expired, used, revoked, or was given to somebody else"));
		return rows;
	}

	private static List<Row> refreshTokens() {
		List<Row> rows = new ArrayList<>();
		rows.add(new Row(Refusal.REFRESH_TOKEN_UNKNOWN,
				(scene) -> Reply.of(scene.app().refresh(scene.secret("sgn_rt_unknown")))));
		rows.add(new Row(Refusal.REFRESH_TOKEN_EXPIRED, (scene) -> {
			scene.app(TestClients.confidential().refreshTokenLifetime(Duration.ofMinutes(5)));
			String token = scene.tokens().refreshToken();
			scene.advance(Duration.ofMinutes(6));
			return Reply.of(scene.app().refresh(token));
		}));
		rows.add(new Row(Refusal.REFRESH_TOKEN_REPLAYED, (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.secret(scene.app().refresh(token).refreshToken());
			scene.advance(Duration.ofMinutes(1));
			return Reply.of(scene.app().refresh(token));
		}));
		rows.add(new Row(Refusal.REFRESH_TOKEN_REVOKED, (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.app().call("/oauth2/revoke", Map.of("token", token));
			return Reply.of(scene.app().refresh(token));
		}));
		rows.add(new Row(Refusal.SESSION_OVER, (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.advance(Duration.ofMinutes(31));
			return Reply.of(scene.app().refresh(token));
		}));
		rows.add(new Row(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT, (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.app(TestClients.confidential());
			return Reply.of(scene.app().refresh(token));
		}).told(Refusal.REFRESH_TOKEN_UNKNOWN));
		return rows;
	}

	private static List<Row> accessTokens() {
		List<Row> rows = new ArrayList<>();
		// The browser of somebody who is signed in: its cookie is no token, nor looked at
		rows.add(new Row(Refusal.ACCESS_TOKEN_MISSING, (scene) -> scene.get("/userinfo")).ofNobody().told(""));
		rows.add(new Row(Refusal.ACCESS_TOKEN_MISSING,
				(scene) -> Reply.of(scene.actors().browser().fetch("GET", "/userinfo", Map.of())))
			.ofNobody()
			.told(""));
		rows.add(
				new Row(Refusal.ACCESS_TOKEN_FOREIGN, (scene) -> Reply.of(scene.app().userInfo("garbage"))).ofNobody());
		rows.add(new Row(Refusal.ACCESS_TOKEN_FOREIGN, (scene) -> Reply
			.of(scene.app().userInfo(scene.secret(Forger.unsigned(scene.tokens().accessToken()))))));
		rows.add(new Row(Refusal.ACCESS_TOKEN_EXPIRED, (scene) -> {
			String token = scene.tokens().accessToken();
			scene.advance(Duration.ofMinutes(6));
			return Reply.of(scene.app().userInfo(token));
		}));
		rows.add(new Row(Refusal.ACCESS_TOKEN_REVOKED, (scene) -> {
			String token = scene.tokens().accessToken();
			scene.app().call("/oauth2/revoke", Map.of("token", token));
			return Reply.of(scene.app().userInfo(token));
		}));
		rows.add(new Row(Refusal.ACCESS_TOKEN_TWICE, (scene) -> {
			String token = scene.tokens().accessToken();
			return scene.post("/userinfo", "Bearer " + token, "access_token=" + token);
		}));
		rows.add(new Row(Refusal.ACCESS_TOKEN_FOR_OTHERS, (scene) -> {
			String token = scene.tokens().accessToken();
			return Reply.of(scene.app()
				.userInfo(scene.secret(
						Forger.ours(scene).sign(token, (header, claims) -> claims.put("aud", "https://api.test")))));
		}, "https://api.test", null));
		rows.add(new Row(Refusal.SCOPE_OPENID_MISSING, (scene) -> {
			String token = scene.tokens().accessToken();
			return Reply.of(scene.app()
				.userInfo(scene
					.secret(Forger.ours(scene).sign(token, (header, claims) -> claims.put("scope", "email")))));
		}, "email", "openid"));
		return rows;
	}

	/** What is said leads to the mistake, and shows no secret in a wrong place. */
	private static List<Row> words() {
		List<Row> rows = new ArrayList<>();
		rows.add(new Row(Refusal.RESOURCE_NOT_OF_CLIENT,
				(scene) -> Reply.of(scene.app(TestClients.service())
					.token(Map.of("grant_type", "client_credentials", "resource", "https://unknown.test"))),
				"https://unknown.test", null));
		for (String scope : List.of(" notes.read", "notes.read  notes.write", "notes.read ")) {
			rows.add(new Row(Refusal.SCOPE_MALFORMED, (scene) -> Reply
				.of(scene.app(TestClients.service()).token(Map.of("grant_type", "client_credentials", "scope", scope))),
					scope, null));
		}
		rows.add(new Row(Refusal.SCOPE_MALFORMED, (scene) -> scene.authorize("scope", "openid  email"), "openid  email",
				null));
		rows.add(new Row(Refusal.SCOPE_MALFORMED, (scene) -> scene.authorize("scope", "openid \u00e9"),
				"openid \\u{e9}", null));
		rows.add(new Row(Refusal.GRANT_TYPE_UNSUPPORTED,
				(scene) -> Reply.of(scene.app().token(Map.of("grant_type", TestClients.SECRET)))));
		rows.add(new Row(Refusal.SCOPE_NOT_REGISTERED, (scene) -> Reply.of(scene.app(TestClients.service())
			.token(Map.of("grant_type", "client_credentials", "scope", TestClients.SECRET)))));
		rows.add(new Row(Refusal.ACCESS_TOKEN_MISSING, (scene) -> {
			scene.app();
			return scene.post("/userinfo", null, "access_token=");
		}).ofNobody().told(""));
		rows.add(new Row(Refusal.ACCESS_TOKEN_WITHOUT_PERSON, (scene) -> {
			RelyingParty service = scene.app(TestClients.service());
			return Reply.of(service
				.userInfo(scene.secret(service.token(Map.of("grant_type", "client_credentials")).accessToken())));
		}));
		return rows;
	}

	@Test
	void refuseWhenMethodIsNotOfTheEndpointThenJsonAsElsewhere() {
		Scene scene = new Scene(this.beans);
		assertThat(scene.get(TOKEN).header("Content-Type")).hasValue("application/json;charset=UTF-8");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void refuseThenRememberedByNameForTheRightClient(Row row) {
		Scene scene = new Scene(this.beans);
		Set<String> secrets = new HashSet<>(Set.of(WRONG_SECRET, TestClients.SECRET, Actors.PASSWORD));
		try (LogWatch log = new LogWatch()) {
			scene.browser();
			Reply reply = row.attempt().apply(scene);
			String reference = reply.header("X-Request-Id").orElseThrow();
			RefusedRequest record = scene.remembered(reference).orElseThrow();
			assertThat(record.name()).isEqualTo(row.refusal().name());
			assertThat(record.came()).isEqualTo(row.came());
			if (row.expected() != null) {
				assertThat(record.expected()).isEqualTo(row.expected());
			}
			assertThat(description(reply))
				.isEqualTo(row.told().isEmpty() ? "" : row.told() + " (reference " + reference + ")");
			assertThat(record.clientId()).isEqualTo(row.nobodys() ? null : scene.app().clientId());
			secrets.addAll(scene.secrets());
			assertThat(record.toString()).doesNotContain(secrets);
			assertThat(log.text()).doesNotContain(secrets)
				.containsOnlyOnce("Refused " + reference + ": " + record.name() + " (" + record.error() + ")");
		}
	}

	@Test
	void refuseWhenClientFailsToAuthenticateThenAllButTheReferenceIsTheSame() {
		Scene scene = new Scene(this.beans);
		scene.browser();
		List<Reply> replies = List.of(post(scene, basic(scene, WRONG_SECRET), "grant_type=refresh_token"),
				post(scene, RelyingParty.basic("nobody", WRONG_SECRET), "grant_type=refresh_token"),
				post(scene, "Basic %%%", "grant_type=refresh_token"), post(scene, null, "grant_type=refresh_token"),
				post(scene, null, "grant_type=refresh_token&client_secret=x&client_id=" + scene.app().clientId()));
		assertThat(replies).extracting(RefusalFlowTests::withoutReference)
			.containsOnly(withoutReference(replies.get(0)));
	}

	@Test
	void refuseWhenBrowserIsShownAPageThenPageHasTheReference() {
		Scene scene = new Scene(this.beans);
		Page page = scene.actors().browser().open("/oauth2/authorize?client_id=nobody");
		String reference = page.document().select(".reference code").text();
		assertThat(reference).isEqualTo(page.header("X-Request-Id").orElseThrow());
		assertThat(scene.remembered(reference)).isPresent();
		assertThat(page.document().select("button[data-copy=reference][hidden]")).hasSize(1);
	}

	@Test
	void refuseWhenErrorIsSentBackThenDescriptionHasTheReference() {
		Scene scene = new Scene(this.beans);
		Reply reply = scene.authorize("response_type", "token");
		Map<String, String> answer = Page.parameters(reply.header("Location").orElseThrow().split("\\?")[1]);
		assertThat(answer.get("error_description"))
			.endsWith(" (reference %s)".formatted(reply.header("X-Request-Id").orElseThrow()))
			.matches("[ !#-\\[\\]-~]+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/connect/register/", "/connect/%72egister/" })
	void refuseWhenAnythingMayStandInThePathThenItsRouteIsRecorded(String path) {
		Scene scene = new Scene(this.beans);
		String secret = "0123456789abcdef".repeat(4);
		try (LogWatch log = new LogWatch()) {
			Reply reply = RawHttp.send(scene, "GET " + path + secret + " HTTP/1.1");
			assertThat(scene.remembered(reply.header("X-Request-Id").orElseThrow()).orElseThrow().endpoint())
				.isEqualTo("/connect/register/{client_id}");
			assertThat(log.text()).contains("Refused ").doesNotContain(secret);
		}
	}

	@Test
	void refuseWhenRegistrationIsRefusedThenOneLineIsLogged() {
		Scene scene = new Scene(this.beans);
		try (LogWatch log = new LogWatch()) {
			Reply reply = RawHttp.send(scene, "GET /connect/register/nobody HTTP/1.1");
			assertThat(reply.status()).isEqualTo(401);
			assertThat(log.text()).containsOnlyOnce("Refused ").doesNotContain(" refused: ");
		}
	}

	@Test
	void refuseWhenAuthorizationRequestIsNoFormThenNamesThat() {
		Scene scene = new Scene(this.beans);
		Reply reply = Reply.of(RelyingParty.send(scene.app()
			.form("/oauth2/authorize")
			.setHeader("Content-Type", "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString("client_id=x"))
			.build()));
		assertThat(reply.status()).isEqualTo(400);
		RefusedRequest record = scene.remembered(reply.header("X-Request-Id").orElseThrow()).orElseThrow();
		assertThat(record.name()).isEqualTo(Refusal.BODY_NOT_A_FORM.name());
		assertThat(record.came()).isEqualTo("text/plain");
	}

	@Test
	void refuseThenRecordCostsTheRequestNoStatement() {
		Scene scene = new Scene(this.beans);
		scene.browser();
		scene.tokens();
		assertThat(this.sql.ofAll((statement) -> statement.contains("insert into refused_requests"), () -> {
			assertThat(this.sql.ofRequests(
					() -> assertThat(scene.post(TOKEN, basic(scene, TestClients.SECRET), "scope=a&scope=b").status())
						.isEqualTo(400)))
				.isEmpty();
			scene.remembered("aaaaa-aaaaa");
		})).hasSize(1);
	}

	private static Row redemption(Refusal refusal, Map<String, String> changes, String came, String expected) {
		return new Row(refusal,
				(scene) -> Reply.of(scene.app().token(BadTokenRequests.redemption(scene, scene.code(), changes))), came,
				expected);
	}

	private static Reply post(Scene scene, String authorization, String body) {
		scene.app();
		return scene.post(TOKEN, authorization, body);
	}

	private static String assertion(String assertion) {
		return "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
				+ assertion;
	}

	private static String basic(Scene scene, String secret) {
		return RelyingParty.basic(scene.app().clientId(), secret);
	}

	/** What a client reads: in the address it is sent back to, or in JSON. */
	private static String description(Reply reply) {
		Optional<String> location = reply.header("Location");
		if (location.isPresent()) {
			return Page.parameters(URI.create(location.get()).getRawQuery()).getOrDefault("error_description", "");
		}
		boolean json = reply.header("Content-Type").orElse("").startsWith("application/json");
		return json ? Expected.JSON.readTree(reply.body()).path("error_description").asString() : "";
	}

	/** All that a client could tell answers apart by. */
	private static String withoutReference(Reply reply) {
		String reference = reply.header("X-Request-Id").orElseThrow();
		Map<String, List<String>> headers = new HashMap<>(reply.headers());
		headers.remove("date");
		return (reply.status() + " " + new LinkedHashMap<>(headers) + " " + reply.body()).replace(reference,
				"REFERENCE");
	}

	/**
	 * A refusal.
	 *
	 * @param refusal its name
	 * @param attempt the bad request, by the app of the scene
	 * @param came what came, as it is remembered
	 * @param expected what was expected, as it is remembered
	 * @param nobodys whether no known client was named
	 * @param told what the client reads
	 */
	record Row(Refusal refusal, Function<Scene, Reply> attempt, String came, String expected, boolean nobodys,
			String told) {

		Row(Refusal refusal, Function<Scene, Reply> attempt) {
			this(refusal, attempt, null, null);
		}

		Row(Refusal refusal, Function<Scene, Reply> attempt, String came, String expected) {
			this(refusal, attempt, came, expected, false, words(refusal));
		}

		Row ofNobody() {
			return new Row(this.refusal, this.attempt, this.came, this.expected, true, this.told);
		}

		Row told(Refusal other) {
			return told(other.rule());
		}

		Row told(String words) {
			return new Row(this.refusal, this.attempt, this.came, this.expected, this.nobodys, words);
		}

		/** The client reads which parameter or scope it is about. */
		Row naming(String name) {
			return told(this.refusal.rule() + ": " + name);
		}

		private static String words(Refusal refusal) {
			return refusal.error().equals("invalid_client") ? "Client authentication failed" : refusal.rule();
		}

		@Override
		public String toString() {
			return this.refusal.name();
		}

	}

}
