package dev.signet.flow;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Section 2: authorization request parameters. */
final class BadAuthorizationRequests {

	private static final String CHALLENGE = RelyingParty.challenge("v".repeat(43));

	private static final Expected REPEATED = Expected.back("invalid_request").named(Refusal.PARAMETER_REPEATED);

	private static final Expected HINT_FOREIGN = Expected.back("invalid_request").named(Refusal.ID_TOKEN_HINT_FOREIGN);

	private static final RequestSigner SIGNER = new RequestSigner();

	private final List<BadInput> rows = new ArrayList<>();

	private BadAuthorizationRequests() {
	}

	static Stream<BadInput> rows() {
		BadAuthorizationRequests section = new BadAuthorizationRequests();
		section.kinds();
		section.scopes();
		section.proofKeys();
		section.interaction();
		section.hints();
		section.requestObjects();
		section.forms();
		section.withoutValue();
		return section.rows.stream();
	}

	private void kinds() {
		back("P023", "invalid_request", Refusal.RESPONSE_TYPE_MISSING, "response_type", null);
		for (String type : List.of("id_token", "none", "CODE", "code id_token", "token")) {
			back("P024", "unsupported_response_type", Refusal.RESPONSE_TYPE_UNSUPPORTED, "response_type", type);
		}
		twice("P025", "client_id", Expected.page(400).named(Refusal.CLIENT_ID_MISSING));
		twice("P026", "scope", REPEATED);
		twice("P026", "nonce", REPEATED);
		twice("P026", "max_age", REPEATED);
		twice("P026", "response_mode", REPEATED);
		twice("P026", "claims", REPEATED);
		for (String mode : List.of("fragment", "FORM_POST", "query.jwt", "web_message")) {
			back("P033", "invalid_request", Refusal.RESPONSE_MODE_UNSUPPORTED, "response_mode", mode);
		}
		this.rows.add(row("P033", "form_post to a scheme of an app", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			Reply reply = scene.refused(Expected.status(303).named(Refusal.RESPONSE_MODE_UNFIT), () -> scene
				.authorize("redirect_uri", TestClients.PRIVATE_USE_REDIRECT_URI, "response_mode", "form_post"));
			assertThat(reply.header("Location").orElse(""))
				.startsWith(TestClients.PRIVATE_USE_REDIRECT_URI + "?error=invalid_request&");
		}));
		this.rows.add(row("P033", "an error is posted like an answer", (scene) -> {
			Reply reply = scene.refused(Expected.status(200).named(Refusal.SCOPE_NOT_REGISTERED),
					() -> scene.authorize("response_mode", "form_post", "scope", "nobody.knows"));
			assertThat(reply.header("Location")).isEmpty();
			assertThat(reply.body()).contains("name=\"error\" value=\"invalid_scope\"")
				.contains("name=\"state\" value=\"" + scene.state() + "\"");
		}));
		this.rows.add(row("P033", "query for code is what it is anyway",
				(scene) -> assertThat(scene.authorize("response_mode", "query").header("Location").orElse(""))
					.contains("?code=")));
	}

	private void scopes() {
		for (String scope : List.of("openid \"x\"", "openid \\x", "openid\nprofile", "openid\tprofile", " ",
				"openid  profile", "openid \u00e9")) {
			back("P027", "invalid_scope", Refusal.SCOPE_MALFORMED, "scope", scope);
		}
		this.rows.add(row("P028", "scope of a different client", (scene) -> {
			scene.app(TestClients.confidential().scopes("openid", "profile", "email", "roles"));
			scene.refused(Expected.back("invalid_scope").named(Refusal.SCOPE_NOT_REGISTERED),
					() -> scene.authorize("scope", "openid offline_access"));
		}));
		back("P028", "invalid_scope", Refusal.SCOPE_NOT_REGISTERED, "scope", "openid nobody.knows");
	}

	private void proofKeys() {
		for (String method : List.of("s256", "S512", "none", "plain", "")) {
			back("P029", "invalid_request", Refusal.CODE_CHALLENGE_METHOD, "code_challenge_method", method);
		}
		back("P029", "invalid_request", Refusal.CODE_CHALLENGE_METHOD, "code_challenge_method", null);
		for (String challenge : List.of("a".repeat(129), "", "a".repeat(42), "a".repeat(44))) {
			back("P030", "invalid_request", Refusal.CODE_CHALLENGE_MALFORMED, "code_challenge", challenge);
		}
		for (String challenge : List.of(CHALLENGE.substring(1) + " ", CHALLENGE.substring(1) + "=",
				CHALLENGE.substring(1) + ".", CHALLENGE.substring(1) + "\n", CHALLENGE.substring(1) + "+")) {
			back("P031", "invalid_request", Refusal.CODE_CHALLENGE_MALFORMED, "code_challenge", challenge);
		}
		back("P031", "invalid_request", Refusal.PARAMETER_WITH_NUL, "code_challenge", CHALLENGE.substring(1) + "\0");
		this.rows.add(row("P032", "no PKCE",
				(scene) -> scene.refused(Expected.back("invalid_request").named(Refusal.CODE_CHALLENGE_MISSING),
						() -> scene.authorize("code_challenge", null, "code_challenge_method", null))));
		this.rows.add(row("P032", "public client, no PKCE", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			scene.refused(Expected.back("invalid_request").named(Refusal.CODE_CHALLENGE_MISSING),
					() -> scene.authorize("code_challenge", null, "code_challenge_method", null));
		}));
	}

	private void interaction() {
		for (String prompt : List.of("consent none", "none login", "banana", "NONE", "login  consent", "create none",
				"login create")) {
			back("P034", "invalid_request", Refusal.PROMPT_UNSUPPORTED, "prompt", prompt);
		}
		this.rows.add(row("P035", "prompt=none, consent missing", (scene) -> {
			scene.browser(scene.actors().signedIn(scene.person()));
			scene.refused(Expected.back("consent_required").named(Refusal.CONSENT_NEEDED),
					() -> scene.authorize("prompt", "none"));
		}).thenSomebodyElse());
		for (String age : List.of("-1", "99999999999999999999", "1e3", "0x10", "\u0661")) {
			back("P036", "invalid_request", Refusal.MAX_AGE_MALFORMED, "max_age", age);
		}
		this.rows.add(row("P038", "unknown acr_values are ignored",
				(scene) -> assertThat(
						scene.authorize("acr_values", "urn:nobody:knows gold").header("Location").orElse(""))
					.contains("?code=")));
		for (String acr : List.of("{\"essential\":true,\"value\":\"x\"}",
				"{\"essential\":true,\"values\":[\"x\",\"urn:mace:incommon:iap:silver\"]}")) {
			back("P038", "unmet_authentication_requirements", Refusal.AUTHENTICATION_REQUIREMENTS_UNMET, "claims",
					"{\"id_token\":{\"acr\":" + acr + "}}");
		}
		this.rows.add(row("P038", "acr that is not essential is ignored", (scene) -> assertThat(
				scene.authorize("claims", "{\"id_token\":{\"acr\":{\"value\":\"x\"}}}").header("Location").orElse(""))
			.contains("?code=")));
		for (String claims : List.of("x", "[]", "1", "null", "{", "{}x", "{\"id_token\":1}",
				"{\"id_token\":{\"name\":\"x\"}}", "{\"userinfo\":{\"name\":{\"essential\":\"yes\"}}}",
				"{\"id_token\":{},\"id_token\":{}}", "{\"id_token\":{\"sub\":{\"value\":1}}}",
				"{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}", "{\"x\":{\"" + "n".repeat(1000) + "\":null}}")) {
			back("P038", "invalid_request", Refusal.CLAIMS_MALFORMED, "claims", claims);
		}
		this.rows.add(row("P043", "state with markup on an error page", (scene) -> {
			Reply reply = scene.refused(Expected.page().named(Refusal.REDIRECT_URI_UNKNOWN), () -> scene
				.authorize("redirect_uri", "https://evil.test/", "state", "\"><script>alert(1)</script>"));
			assertThat(reply.body()).doesNotContain("<script>alert");
		}));
		back("P043", "unsupported_response_type", Refusal.RESPONSE_TYPE_UNSUPPORTED, "response_type",
				"<script>alert(1)</script>");
		this.rows.add(row("P043", "state of 8000 characters",
				(scene) -> scene.refused(Expected.back("invalid_request").named(Refusal.REQUEST_TOO_LONG),
						() -> scene.authorize("state", "s".repeat(8000)))));
		this.rows.add(row("P043", "state of 7000 characters is echoed whole", (scene) -> {
			scene.request("state", "s".repeat(7000));
			assertThat(scene.authorize("state", "s".repeat(7000)).header("Location").orElse("")).contains("code=",
					"state=" + "s".repeat(7000) + "&");
		}));
		this.rows.add(row("P043", "state with line breaks",
				(scene) -> scene.refused(Expected.back("invalid_scope").named(Refusal.SCOPE_NOT_REGISTERED),
						() -> scene.authorize("scope", "x", "state", "a\r\nSet-Cookie: x=y\u2028"))));
		for (String resource : List.of("relative", "/path", "https://api.test/#fragment", "https://unknown.test/")) {
			back("P044", "invalid_target", Refusal.RESOURCE_UNKNOWN, "resource", resource);
		}
		for (String parameter : List.of("state", "scope", "login_hint")) {
			back("P044", "invalid_request", Refusal.PARAMETER_WITH_NUL, parameter, "a\0b");
		}
		this.rows.add(row("P044", "nonce with NUL",
				(scene) -> scene.refused(Expected.back("invalid_request").named(Refusal.PARAMETER_WITH_NUL),
						() -> scene.authorize("nonce", "a\0b"))));
	}

	private void hints() {
		back("P037", "invalid_request", Refusal.ID_TOKEN_HINT_FOREIGN, "id_token_hint", "garbage");
		this.rows.add(row("P037", "id_token_hint = access token", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.refused(HINT_FOREIGN, () -> scene.authorize("id_token_hint", token));
		}));
		this.rows.add(row("P037", "id_token_hint signed by somebody else, with our key id", (scene) -> {
			String token = Forger.stranger().sign(scene.tokens().idToken(), (header, claims) -> {
			});
			scene.refused(HINT_FOREIGN, () -> scene.authorize("id_token_hint", token));
		}));
		this.rows.add(row("P037", "id_token_hint with other iss", (scene) -> {
			String token = Forger.ours(scene)
				.sign(scene.tokens().idToken(), (header, claims) -> claims.put("iss", "https://evil.test"));
			scene.refused(HINT_FOREIGN, () -> scene.authorize("id_token_hint", token));
		}));
		this.rows.add(row("P037", "id_token_hint of one, claims of another", (scene) -> {
			String token = scene.tokens().idToken();
			scene.refused(Expected.back("invalid_request").named(Refusal.HINTS_DISAGREE),
					() -> scene.authorize("id_token_hint", token, "claims",
							"{\"id_token\":{\"sub\":{\"value\":\"" + UUID.randomUUID() + "\"}}}"));
		}));
		this.rows.add(row("P037", "id_token_hint of this user, expired, is accepted", (scene) -> {
			String token = scene.tokens().idToken();
			scene.advance(Duration.ofMinutes(20));
			assertThat(scene.authorize("id_token_hint", token, "prompt", "none").header("Location").orElse(""))
				.contains("?code=");
		}));
	}

	private void requestObjects() {
		for (String object : List.of("abc", "a.b.c", "eyJhbGciOiJub25lIn0.e30", "eyJhbGciOiJub25lIn0.W10.",
				"eyJhbGciOiJSUzI1NiJ9.e30.", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y2lwaGVy.dGFn")) {
			back("P039", "invalid_request_object", Refusal.REQUEST_OBJECT_MALFORMED, "request", object);
		}
		back("P039", "invalid_request_object", Refusal.REQUEST_OBJECT_ALGORITHM, "request",
				"eyJhbGciOiJIUzI1NiJ9.e30.c2ln");
		signed("request signed by an unknown key", Refusal.REQUEST_OBJECT_SIGNATURE_WRONG, new RequestSigner(),
				Map.of());
		signed("request with exp in the past", Refusal.REQUEST_OBJECT_EXPIRED, SIGNER, Map.of("exp", 1));
		signed("request with other aud", Refusal.REQUEST_OBJECT_FOR_ANOTHER_SERVER, SIGNER,
				Map.of("aud", "https://other.test"));
		signed("request with other iss", Refusal.REQUEST_OBJECT_OF_ANOTHER_CLIENT, SIGNER, Map.of("iss", "other"));
		signed("request with nbf in a year", Refusal.REQUEST_OBJECT_FROM_THE_FUTURE, SIGNER,
				Map.of("nbf", Instant.now().plus(Duration.ofDays(365)).getEpochSecond()));
		signed("request with a request in it", Refusal.REQUEST_OBJECT_NESTED, SIGNER, Map.of("request", "x"));
		signed("request with another response_type than beside it", Refusal.REQUEST_OBJECT_DIFFERS, SIGNER,
				Map.of("response_type", "code id_token"));
		this.rows.add(row("P039", "request that could be a client assertion", (scene) -> {
			scene.app(TestClients.confidential().requestObjects(SIGNER.jwks(), null));
			Map<String, Object> claims = claims(scene);
			claims.put("sub", scene.app().clientId());
			String object = scene.secret(SIGNER.sign("ES256", claims));
			scene.refused(Expected.back("invalid_request_object").named(Refusal.REQUEST_OBJECT_ABOUT_THE_CLIENT),
					() -> scene.authorize("request", object));
		}));
		twice("P039", "request", REPEATED);
		this.rows.add(row("P040", "request together with request_uri", (scene) -> scene.refused(
				Expected.back("invalid_request").named(Refusal.REQUEST_AND_REQUEST_URI),
				() -> scene.authorize("request", "abc", "request_uri", "urn:ietf:params:oauth:request_uri:x"))));
		for (String uri : List.of("file:///etc/passwd", "http://[::1]/x", "https://169.254.169.254/",
				"urn:ietf:params:oauth:request_uri:x")) {
			back("P041", "invalid_request_uri", Refusal.REQUEST_URI_UNKNOWN, "request_uri", uri);
		}
		this.rows.add(row("P041", "request_uri at an inner address, also a registered one: no connection", (scene) -> {
			try (ServerSocket inner = new ServerSocket()) {
				inner.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
				inner.setSoTimeout(200);
				String address = "https://127.0.0.2:" + inner.getLocalPort() + "/request.jwt";
				scene.refused(Expected.back("invalid_request_uri").named(Refusal.REQUEST_URI_UNKNOWN),
						() -> scene.authorize("request_uri", address));
				scene.app(TestClients.confidential().firstParty().requestUri(address));
				scene.refused(Expected.back("invalid_request_uri").named(Refusal.REQUEST_URI_UNREADABLE),
						() -> scene.authorize("request_uri", address));
				assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(inner::accept);
			}
		}));
		back("P105", "invalid_request_uri", Refusal.REQUEST_URI_UNKNOWN, "request_uri",
				"urn:ietf:params:oauth:request_uri:" + "x".repeat(43));
		back("P039", "registration_not_supported", Refusal.REGISTRATION_PARAMETER, "registration", "{}");
		this.rows.add(row("P042", "parameters beside a signed request are ignored", (scene) -> {
			scene.app(TestClients.confidential().requestObjects(SIGNER.jwks(), null));
			Map<String, Object> claims = claims(scene);
			Reply reply = scene.authorize("redirect_uri", "https://evil.test/", "scope", "nobody.knows", "prompt",
					"login", "state", "other", "request", SIGNER.sign("RS256", claims));
			assertThat(reply.header("Location").orElse("")).startsWith(TestClients.REDIRECT_URI + "?code=")
				.contains("state=" + claims.get("state") + "&");
		}));
		this.rows.add(row("P042", "parameters beside resume are ignored", (scene) -> {
			scene.browser(scene.actors().signedIn(scene.person()));
			Page consent = scene.app().authorize(scene.browser(), scene.request());
			String id = consent.document().selectFirst("input[name=request]").attr("value");
			Reply reply = scene.refused(Expected.status(303), () -> scene.get("/oauth2/authorize?resume=" + id
					+ "&prompt=none&scope=openid&redirect_uri=https://evil.test/&client_id=evil"));
			assertThat(reply.header("Location").orElse("")).isEqualTo("/consent?request=" + id);
		}).thenSomebodyElse());
		this.rows.add(row("P042", "resume twice", (scene) -> {
			scene.browser(scene.actors().signedIn(scene.person()));
			Page consent = scene.app().authorize(scene.browser(), scene.request());
			String id = consent.document().selectFirst("input[name=request]").attr("value");
			scene.refused(Expected.page(),
					() -> scene.get("/oauth2/authorize?resume=" + id + "&resume=00000000-0000-0000-0000-000000000000"));
		}).thenSomebodyElse());
		for (String id : List.of("garbage", "", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1")) {
			this.rows.add(row("P042", "resume of nothing: " + BadRedirectUris.shown(id), (scene) -> {
				scene.browser();
				scene.refused(Expected.status(303, 400), () -> scene.get("/oauth2/authorize?resume=" + id));
				assertThat(scene.browser().open("/oauth2/authorize?resume=" + id).status()).isEqualTo(400);
			}));
		}
	}

	private void forms() {
		for (String method : List.of("HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")) {
			this.rows.add(row("P046", method, (scene) -> {
				String address = "/oauth2/authorize?" + Browser.encode(scene.request());
				Expected expected = method.equals("TRACE") ? Expected.status(405)
						: Expected.status(405).named(Refusal.HTTP_METHOD_UNSUPPORTED);
				Reply reply = scene.refused(expected,
						() -> Reply.of(scene.browser().fetch(method, address, Map.of("Origin", "https://evil.test"))));
				assertThat(reply.header("Location")).isEmpty();
				assertThat(reply.headers().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
			}));
		}
		for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "application/json")) {
			this.rows.add(row("P047", type, (scene) -> {
				String body = Browser.encode(scene.request());
				Reply reply = scene.refused(Expected.page(), () -> Reply.of(scene.browser()
					.postOnly("/oauth2/authorize", Map.of("x", body), Map.of("Content-Type", type))));
				assertThat(reply.header("Location")).isEmpty();
			}));
		}
		this.rows.add(row("P048", "1000 unknown parameters", (scene) -> {
			String many = IntStream.range(0, 1000).mapToObj((i) -> "p" + i + "=1").collect(Collectors.joining("&"));
			scene.refused(Expected.status(303, 400, 414),
					() -> scene.get("/oauth2/authorize?" + Browser.encode(scene.request()) + "&" + many));
		}));
		this.rows.add(row("P048", "a broken escape", (scene) -> scene.refused(Expected.status(400), () -> RawHttp
			.send(scene, "GET /oauth2/authorize?client_id=%zz&state=% HTTP/1.1", "Accept: text/html"))));
	}

	/** RFC 6749 §3.1: as if it had been left out. Twice is twice, with or without. */
	private void withoutValue() {
		for (String parameter : List.of("acr_values", "claims", "display", "id_token_hint", "login_hint", "max_age",
				"nonce", "prompt", "registration", "request", "request_uri", "resource", "response_mode", "ui_locales",
				"nobody_knows")) {
			this.rows.add(row("P048", parameter + " without a value", (scene) -> {
				String location = scene.authorize(parameter, "").header("Location").orElse("");
				assertThat(location).startsWith(scene.redirectUri() + "?code=");
				assertThat(scene.app()
					.redeem(scene.secret(Page.parameters(location.split("\\?")[1]).get("code")))
					.status()).isEqualTo(200);
			}));
		}
		this.rows.add(row("P048", "request without a value beside a request_uri",
				(scene) -> scene.refused(Expected.back("invalid_request_uri").named(Refusal.REQUEST_URI_UNKNOWN),
						() -> scene.authorize("request", "", "request_uri", "https://app.test/request.jwt"))));
		this.rows.add(row("P048", "max_age twice, once without a value", (scene) -> scene.refused(REPEATED,
				() -> scene.get("/oauth2/authorize?" + Browser.encode(scene.request("max_age", "1")) + "&max_age="))));
		this.rows
			.add(row("P044", "resource twice, once without a value",
					(scene) -> scene.refused(Expected.back("invalid_target").named(Refusal.RESOURCE_UNKNOWN),
							() -> scene.get("/oauth2/authorize?"
									+ Browser.encode(scene.request("resource", "https://unknown.test/"))
									+ "&resource="))));
	}

	private void signed(String what, Refusal refusal, RequestSigner signer, Map<String, Object> wrong) {
		this.rows.add(row("P039", what, (scene) -> {
			scene.app(TestClients.confidential().requestObjects(SIGNER.jwks(), null));
			Map<String, Object> claims = claims(scene);
			claims.putAll(wrong);
			String object = scene.secret(signer.sign("ES256", claims));
			scene.refused(Expected.back("invalid_request_object").named(refusal),
					() -> scene.authorize("request", object));
		}));
	}

	private static Map<String, Object> claims(Scene scene) {
		Map<String, Object> claims = new LinkedHashMap<>(scene.request());
		claims.put("iss", scene.app().clientId());
		claims.put("aud", scene.actors().server().toString());
		return claims;
	}

	private void back(String id, String error, Refusal refusal, String parameter, String value) {
		String what = (value == null) ? "no " + parameter : parameter + "=" + BadRedirectUris.shown(value);
		this.rows.add(row(id, what, (scene) -> scene.refused(Expected.back(error).named(refusal),
				() -> scene.authorize(parameter, value))));
	}

	private void twice(String id, String parameter, Expected expected) {
		this.rows.add(row(id, parameter + " twice", (scene) -> {
			Map<String, String> request = new LinkedHashMap<>(scene.request());
			request.putIfAbsent(parameter, "1");
			String again = Browser.encode(Map.of(parameter, request.get(parameter)));
			scene.refused(expected, () -> scene.get("/oauth2/authorize?" + Browser.encode(request) + "&" + again));
		}));
	}

}
