package dev.signet.flow;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import tools.jackson.databind.json.JsonMapper;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 3: codes and client authentication at the token endpoint. */
final class BadTokenRequests {

	private static final String TOKEN = "/oauth2/token";

	private static final Expected INVALID_GRANT = Expected.json(400, "invalid_grant");

	private static final Expected INVALID_REQUEST = Expected.json(400, "invalid_request");

	private static final Expected UNSUPPORTED = Expected.json(400, "unsupported_grant_type")
		.named(Refusal.GRANT_TYPE_UNSUPPORTED);

	private static final RequestSigner SIGNER = new RequestSigner();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final List<BadInput> rows = new ArrayList<>();

	private BadTokenRequests() {
	}

	static Stream<BadInput> rows() {
		BadTokenRequests section = new BadTokenRequests();
		section.codes();
		section.verifiers();
		section.grantTypes();
		section.basic();
		section.otherAuthentication();
		section.transport();
		return section.rows.stream();
	}

	private void codes() {
		add("P049", "code never issued", INVALID_GRANT.named(Refusal.CODE_UNKNOWN),
				(scene, code) -> Map.of("code", "sgn_ac_" + "x".repeat(43)));
		add("P049", "one character changed", INVALID_GRANT.named(Refusal.CODE_UNKNOWN),
				(scene, code) -> Map.of("code", changed(code)));
		add("P049", "code with NUL", INVALID_GRANT.named(Refusal.CODE_UNKNOWN),
				(scene, code) -> Map.of("code", code + "\0"));
		add("P049", "code with a blank", INVALID_GRANT.named(Refusal.CODE_UNKNOWN),
				(scene, code) -> Map.of("code", code + " "));
		add("P049", "empty code", INVALID_REQUEST.named(Refusal.PARAMETER_MISSING),
				(scene, code) -> Map.of("code", ""));
		this.rows.add(row("P049", "no code", (scene) -> scene.refused(INVALID_REQUEST.named(Refusal.PARAMETER_MISSING),
				() -> Reply.of(scene.app().token(Map.of("grant_type", "authorization_code"))))));
		this.rows.add(row("P050", "code redeemed 61 s after issue", (scene) -> {
			String code = scene.code();
			scene.advance(Duration.ofSeconds(61));
			scene.refused(INVALID_GRANT.named(Refusal.CODE_EXPIRED), () -> Reply.of(scene.app().redeem(code)));
		}));
		this.rows.add(row("P051", "code used again 30 s later", (scene) -> {
			String code = scene.code();
			RelyingParty.Answer first = scene.app().redeem(code);
			scene.secret(first.accessToken());
			scene.secret(first.refreshToken());
			scene.advance(Duration.ofSeconds(30));
			scene.changing("grants")
				.refused(INVALID_GRANT.named(Refusal.CODE_USED_TWICE), () -> Reply.of(scene.app().redeem(code)));
			assertThat(scene.app().refresh(first.refreshToken()).error()).isEqualTo("invalid_grant");
			assertThat(scene.app().userInfo(first.accessToken()).status()).isEqualTo(401);
		}));
		this.rows.add(row("P053", "code of a user disabled after issue", (scene) -> {
			String code = scene.code();
			scene.disablePerson();
			scene.refused(INVALID_GRANT.named(Refusal.CODE_REVOKED), () -> Reply.of(scene.app().redeem(code)));
		}).thenSomebodyElse());
		this.rows.add(row("P053", "code of a client disabled after issue", (scene) -> {
			String code = scene.code();
			scene.disableApp();
			scene.refused(Expected.invalidClient().named(Refusal.CLIENT_DISABLED),
					() -> Reply.of(scene.app().redeem(code)));
		}).thenSomebodyElse());
		this.rows.add(row("P054", "code after the user logged out", (scene) -> {
			String code = scene.code();
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), EndReason.SIGNED_OUT);
			scene.refused(INVALID_GRANT.named(Refusal.CODE_REVOKED), () -> Reply.of(scene.app().redeem(code)));
		}).thenSomebodyElse());
		this.rows.add(row("P054", "code after sign-out in the browser", (scene) -> {
			String code = scene.code();
			scene.browser().submit(scene.browser().open("/account"), Map.of());
			scene.refused(INVALID_GRANT.named(Refusal.CODE_REVOKED), () -> Reply.of(scene.app().redeem(code)));
		}).thenSomebodyElse());
		this.rows.add(row("P058", "another registered redirect_uri of the same client", (scene) -> {
			scene.app(TestClients.confidential().redirectUri(TestClients.REDIRECT_URI, "https://app.test/other"));
			String code = scene.code();
			scene.refused(INVALID_GRANT.named(Refusal.CODE_REDIRECT_URI_DIFFERS), () -> Reply
				.of(scene.app().token(redemption(scene, code, Map.of("redirect_uri", "https://app.test/other")))));
			scene.refused(INVALID_GRANT.named(Refusal.CODE_REDIRECT_URI_DIFFERS),
					() -> Reply.of(scene.app()
						.token(Map.of("grant_type", "authorization_code", "code", code, "code_verifier",
								scene.app().verifier()))));
		}));
		this.rows.add(row("P058", "code of another client", (scene) -> {
			String code = scene.code();
			RelyingParty other = scene.actors().app();
			Map<String, String> redemption = redemption(scene, code, Map.of());
			scene.changing("grants")
				.refused(INVALID_GRANT.named(Refusal.CODE_OF_ANOTHER_CLIENT), () -> Reply.of(other.token(redemption)));
			assertThat(scene.app().redeem(code).error()).isEqualTo("invalid_grant");
		}));
		this.rows.add(row("P058", "code of another client, without its verifier", (scene) -> {
			String code = scene.code();
			RelyingParty other = scene.actors().app();
			Map<String, String> redemption = redemption(scene, code, Map.of("code_verifier", "v".repeat(43)));
			scene.refused(INVALID_GRANT.named(Refusal.CODE_VERIFIER_WRONG), () -> Reply.of(other.token(redemption)));
			assertThat(scene.app().redeem(code).status()).isEqualTo(200);
		}));
		this.rows.add(row("P058", "code of a public client, with its verifier, from another client", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			String code = scene.code();
			Map<String, String> redemption = redemption(scene, code, Map.of());
			RelyingParty other = scene.actors().app();
			scene.changing("grants")
				.refused(INVALID_GRANT.named(Refusal.CODE_OF_ANOTHER_CLIENT), () -> Reply.of(other.token(redemption)));
			assertThat(scene.app().redeem(code).error()).isEqualTo("invalid_grant");
		}));
		this.rows.add(row("P058", "used code of a public client, first without its verifier", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			String code = scene.code();
			RelyingParty.Answer tokens = scene.app().redeem(code);
			assertThat(scene.app().token(redemption(scene, code, Map.of("code_verifier", "v".repeat(43)))).error())
				.isEqualTo("invalid_grant");
			assertThat(scene.app().refresh(tokens.refreshToken()).status()).isEqualTo(200);
			scene.changing("grants")
				.refused(INVALID_GRANT.named(Refusal.CODE_USED_TWICE),
						() -> Reply.of(scene.app().token(redemption(scene, code, Map.of()))));
			assertThat(scene.app().refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		}));
		this.rows.add(row("P058", "used code of another client", (scene) -> {
			String code = scene.code();
			Map<String, String> redemption = redemption(scene, code, Map.of());
			RelyingParty.Answer tokens = scene.app().redeem(code);
			RelyingParty other = scene.actors().app();
			scene.refused(INVALID_GRANT.named(Refusal.CODE_OF_ANOTHER_CLIENT), () -> Reply.of(other.token(redemption)));
			assertThat(scene.app().refresh(tokens.refreshToken()).status()).isEqualTo(200);
		}));
	}

	private void verifiers() {
		for (String verifier : List.of("a".repeat(42), "a".repeat(129), "a".repeat(42) + "!", "", "\0".repeat(43),
				"a".repeat(60_000))) {
			add("P055", "code_verifier " + BadRedirectUris.shown(verifier),
					INVALID_GRANT.named(Refusal.CODE_VERIFIER_WRONG),
					(scene, code) -> Map.of("code_verifier", verifier));
		}
		add("P056", "verifier with a trailing LF", INVALID_GRANT.named(Refusal.CODE_VERIFIER_WRONG),
				(scene, code) -> Map.of("code_verifier", scene.app().verifier() + "\n"));
		add("P056", "verifier with a trailing blank", INVALID_GRANT.named(Refusal.CODE_VERIFIER_WRONG),
				(scene, code) -> Map.of("code_verifier", scene.app().verifier() + " "));
		this.rows.add(row("P056", "no verifier", (scene) -> {
			String code = scene.code();
			Map<String, String> redemption = redemption(scene, code, Map.of());
			redemption.remove("code_verifier");
			scene.refused(INVALID_GRANT.named(Refusal.CODE_VERIFIER_WRONG),
					() -> Reply.of(scene.app().token(redemption)));
		}));
		this.rows.add(row("P055", "wrong code_verifier of a public client", (scene) -> {
			RelyingParty app = scene.app(TestClients.publicNative().firstParty());
			String code = scene.code();
			for (String verifier : List.of("v".repeat(43), " ")) {
				String body = Browser
					.encode(redemption(scene, code, Map.of("client_id", app.clientId(), "code_verifier", verifier)));
				scene.refused(INVALID_GRANT.named(Refusal.CODE_VERIFIER_WRONG), () -> scene.post(TOKEN, null, body));
			}
			assertThat(app.redeem(code).status()).isEqualTo(200);
		}));
		this.rows.add(row("P057", "no challenge, and the client has come to need one", (scene) -> {
			scene.app(TestClients.confidential().withoutPkce());
			String code = codeWithoutChallenge(scene);
			scene.jdbc()
				.sql("update clients set require_pkce = true where client_id = :client")
				.param("client", scene.app().clientId())
				.update();
			TestClients.disable(scene.beans(), scene.client());
			TestClients.enable(scene.beans(), scene.client());
			Map<String, String> redemption = redemption(scene, code, Map.of());
			redemption.remove("code_verifier");
			scene.refused(INVALID_GRANT.named(Refusal.CODE_VERIFIER_UNEXPECTED),
					() -> Reply.of(scene.app().token(redemption)));
		}).thenSomebodyElse());
		this.rows.add(row("P057", "verifier for a code issued without challenge", (scene) -> {
			scene.app(TestClients.confidential().withoutPkce());
			String code = codeWithoutChallenge(scene);
			scene.refused(INVALID_GRANT.named(Refusal.CODE_VERIFIER_UNEXPECTED),
					() -> Reply.of(scene.app().redeem(code)));
		}));
	}

	private static String codeWithoutChallenge(Scene scene) {
		Reply reply = scene.authorize("code_challenge", null, "code_challenge_method", null);
		return scene.secret(Page.parameters(reply.header("Location").orElseThrow().split("\\?")[1]).get("code"));
	}

	private void grantTypes() {
		for (Map.Entry<String, Expected> type : Map
			.of("", INVALID_REQUEST.named(Refusal.PARAMETER_MISSING), "AUTHORIZATION_CODE", UNSUPPORTED, "password",
					UNSUPPORTED, "a\0b", UNSUPPORTED)
			.entrySet()) {
			add("P059", "grant_type=" + BadRedirectUris.shown(type.getKey()), type.getValue(),
					(scene, code) -> Map.of("grant_type", type.getKey()));
		}
		this.rows
			.add(row("P059", "no grant_type", (scene) -> scene.refused(INVALID_REQUEST.named(Refusal.PARAMETER_MISSING),
					() -> Reply.of(scene.app().token(Map.of("code", "x"))))));
		this.rows.add(row("P060", "client_credentials by an app of people",
				(scene) -> scene.refused(
						Expected.json(400, "unauthorized_client").named(Refusal.GRANT_TYPE_NOT_REGISTERED),
						() -> Reply.of(scene.app().token(Map.of("grant_type", "client_credentials"))))));
		this.rows.add(row("P060", "code by a service", (scene) -> {
			String code = scene.code();
			RelyingParty service = scene.actors().app(TestClients.service());
			Map<String, String> redemption = redemption(scene, code, Map.of());
			scene.refused(Expected.json(400, "unauthorized_client").named(Refusal.GRANT_TYPE_NOT_REGISTERED),
					() -> Reply.of(service.token(redemption)));
			assertThat(scene.app().redeem(code).status()).isEqualTo(200);
		}));
		this.rows.add(row("P060", "refresh by a client without that grant", (scene) -> {
			scene.app(TestClients.confidential().grantTypes("authorization_code"));
			scene.refused(Expected.json(400, "unauthorized_client").named(Refusal.GRANT_TYPE_NOT_REGISTERED),
					() -> Reply.of(scene.app().refresh("sgn_rt_x")));
		}));
		this.rows.add(row("P060", "client_credentials with a scope of others", (scene) -> {
			RelyingParty service = scene.actors().app(TestClients.service());
			scene.refused(Expected.json(400, "invalid_scope").named(Refusal.SCOPE_NOT_REGISTERED),
					() -> Reply.of(service.token(Map.of("grant_type", "client_credentials", "scope", "openid"))));
		}));
	}

	private void basic() {
		basic("empty secret", Refusal.BASIC_MALFORMED, "Basic " + base64("CLIENT:"));
		basic("without colon", Refusal.BASIC_MALFORMED, "Basic " + base64("CLIENT"));
		basic("not base64", Refusal.BASIC_MALFORMED, "Basic %%%");
		basic("nothing", Refusal.BASIC_MALFORMED, "Basic ");
		basic("nothing at all", Refusal.BASIC_MALFORMED, "Basic");
		basic("10 kB", Refusal.SECRET_WRONG, "Basic " + base64("CLIENT:" + "x".repeat(7500)));
		basic("wrong secret", Refusal.SECRET_WRONG, RelyingParty.basic("CLIENT", "y".repeat(40)));
		basic("unknown client", Refusal.CLIENT_UNKNOWN, RelyingParty.basic("nobody", TestClients.SECRET));
		basic("client with NUL", Refusal.BASIC_MALFORMED, RelyingParty.basic("CLIENT\0", TestClients.SECRET));
		basic("client with encoded NUL", Refusal.BASIC_MALFORMED, RelyingParty.basic("CLIENT%00", TestClients.SECRET));
		basic("broken escape", Refusal.BASIC_MALFORMED, RelyingParty.basic("CLIENT", "%zz"));
		basic("a bearer token instead", Refusal.CLIENT_AUTHENTICATION_MISSING, "Bearer x");
		basic("another scheme", Refusal.CLIENT_AUTHENTICATION_MISSING, "Negotiate x");
		this.rows
			.add(row("P061", "Basic: 100 kB",
					(scene) -> scene.refused(Expected.status(400, 401, 431),
							() -> RawHttp.send(scene, "POST /oauth2/token HTTP/1.1",
									"Authorization: Basic " + base64("x:" + "y".repeat(75_000)),
									"Content-Length: 0"))));
		this.rows.add(row("P062", "unescaped % and + in the secret", (scene) -> {
			String secret = "50%41+more:/safe/&=0123456789abcdef0123456789";
			RelyingParty app = scene.app(TestClients.confidential().withoutSecret().secret(secret));
			String encoded = Browser.encode(Map.of(secret, "")).replace("=", "");
			String body = "grant_type=refresh_token&refresh_token=x";
			scene.browser();
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_UNKNOWN),
					() -> scene.post(TOKEN, RelyingParty.basic(app.clientId(), encoded), body));
			scene.refused(Expected.invalidClient().named(Refusal.SECRET_WRONG),
					() -> scene.post(TOKEN, RelyingParty.basic(app.clientId(), secret), body));
		}).thenSomebodyElse());
	}

	private void basic(String what, Refusal refusal, String header) {
		this.rows.add(row("P061", "Basic: " + what, (scene) -> {
			String authorization = header.startsWith("Basic ") ? "Basic " + reencode(header, scene) : header;
			scene.refused(Expected.invalidClient().named(refusal),
					() -> scene.post(TOKEN, authorization, "grant_type=client_credentials"));
		}));
	}

	private void otherAuthentication() {
		this.rows.add(row("P063", "public client with a made-up secret", (scene) -> {
			RelyingParty app = scene.app(TestClients.publicNative().firstParty());
			String code = scene.code();
			String body = Browser.encode(redemption(scene, code, Map.of("client_id", app.clientId())));
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
					() -> scene.post(TOKEN, null, body + "&client_secret=made-up"));
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
					() -> scene.post(TOKEN, RelyingParty.basic(app.clientId(), "made-up"), body));
			scene.refused(Expected.invalidClient().named(Refusal.BASIC_MALFORMED),
					() -> scene.post(TOKEN, RelyingParty.basic(app.clientId(), ""), body));
		}));
		this.rows.add(row("P063", "public client with a foreign header", (scene) -> {
			RelyingParty app = scene.app(TestClients.publicNative().firstParty());
			String body = Browser.encode(redemption(scene, scene.code(), Map.of("client_id", app.clientId())));
			scene.refused(Expected.invalidClient().named(Refusal.CLIENT_AUTHENTICATION_MISSING),
					() -> scene.post(TOKEN, "Bearer x", body));
		}));
		this.rows.add(row("P064", "secret in the body, registered for Basic", (scene) -> {
			String code = scene.code();
			String body = Browser.encode(redemption(scene, code,
					Map.of("client_id", scene.app().clientId(), "client_secret", TestClients.SECRET)));
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
					() -> scene.post(TOKEN, null, body));
		}));
		this.rows.add(row("P063", "a verifier of nobody", (scene) -> {
			String body = Browser.encode(redemption(scene, scene.code(), Map.of()));
			scene.refused(INVALID_REQUEST.named(Refusal.PARAMETER_MISSING), () -> scene.post(TOKEN, null, body));
		}));
		this.rows.add(row("P064", "no secret at all", (scene) -> {
			String code = scene.code();
			String body = Browser.encode(redemption(scene, code, Map.of("client_id", scene.app().clientId())));
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
					() -> scene.post(TOKEN, null, body));
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED), () -> scene.post(TOKEN, null,
					"grant_type=refresh_token&refresh_token=x&client_id=" + scene.app().clientId()));
		}));
		this.rows.add(row("P064", "secret in header and body",
				(scene) -> scene.refused(Expected.json(400, "invalid_request").named(Refusal.TWO_METHODS),
						() -> scene.post(TOKEN, RelyingParty.basic(scene.app().clientId(), TestClients.SECRET),
								"grant_type=client_credentials&client_secret=" + TestClients.SECRET))));
		this.rows.add(row("P064", "two headers, both of them right", (scene) -> {
			String other = scene.actors().app().clientId();
			scene.refused(INVALID_REQUEST.named(Refusal.TWO_METHODS),
					() -> Reply.of(RelyingParty.send(scene.app()
						.form(TOKEN)
						.header("Authorization", RelyingParty.basic(other, TestClients.SECRET))
						.header("Authorization", RelyingParty.basic(scene.app().clientId(), TestClients.SECRET))
						.POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&refresh_token=x"))
						.build())));
		}));
		this.rows.add(row("P064", "one client in the header, another in the body", (scene) -> {
			String body = "grant_type=refresh_token&refresh_token=x&client_id=";
			String header = RelyingParty.basic(scene.app().clientId(), TestClients.SECRET);
			String other = scene.actors().app().clientId();
			scene.refused(INVALID_REQUEST.named(Refusal.CLIENT_IDS_DIFFER),
					() -> scene.post(TOKEN, header, body + other));
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_UNKNOWN),
					() -> scene.post(TOKEN, header, body + scene.app().clientId()));
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_UNKNOWN), () -> scene.post(TOKEN, header, body));
		}));
		this.rows.add(row("P064", "an empty secret counts as none (RFC 6749 §3.2)", (scene) -> {
			RelyingParty app = scene.app(TestClients.publicNative().firstParty());
			scene.browser();
			String body = "grant_type=refresh_token&refresh_token=x&client_secret=&client_assertion=&client_id=";
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_UNKNOWN),
					() -> scene.post(TOKEN, null, body + app.clientId()));
			String confidential = scene.actors().app().clientId();
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
					() -> scene.post(TOKEN, null, body + confidential));
		}).thenSomebodyElse());
		this.rows.add(row("P065", "expired secret", (scene) -> {
			String old = scene.secret("old-" + UUID.randomUUID() + UUID.randomUUID());
			RelyingParty app = scene
				.app(TestClients.confidential().secret(old, Instant.now().plus(Duration.ofMinutes(5))));
			scene.browser();
			String body = "grant_type=refresh_token&refresh_token=x";
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_UNKNOWN),
					() -> scene.post(TOKEN, RelyingParty.basic(app.clientId(), old), body));
			scene.advance(Duration.ofMinutes(6));
			scene.refused(Expected.invalidClient().named(Refusal.SECRET_EXPIRED),
					() -> scene.post(TOKEN, RelyingParty.basic(app.clientId(), old), body));
		}));
		for (TestClients client : List.of(TestClients.confidential(), TestClients.publicNative().firstParty())) {
			this.rows.add(row("P066", "private_key_jwt by a client that is not registered for it: "
					+ (client.build().publicClient() ? "public" : "confidential"), (scene) -> {
						scene.app(client);
						String code = scene.code();
						String assertion = scene
							.secret(Forger.stranger().sign(scene.tokens().idToken(), (header, claims) -> {
								claims.put("iss", scene.app().clientId());
								claims.put("sub", scene.app().clientId());
							}));
						for (String each : List.of(assertion, "garbage")) {
							String body = Browser.encode(redemption(scene, code,
									Map.of("client_id", scene.app().clientId(), "client_assertion_type",
											"urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
											"client_assertion", each)));
							scene
								.refused(
										Expected.invalidClient()
											.named(each.equals("garbage") ? Refusal.ASSERTION_MALFORMED
													: Refusal.METHOD_NOT_REGISTERED),
										() -> scene.post(TOKEN, null, body));
						}
					}));
		}
		assertion("expired", Refusal.ASSERTION_EXPIRED, (claims) -> claims.put("exp", 1));
		assertion("for another server", Refusal.ASSERTION_FOR_ANOTHER_SERVER,
				(claims) -> claims.put("aud", "https://other.test"));
		assertion("without jti", Refusal.ASSERTION_WITHOUT_ID, (claims) -> claims.remove("jti"));
		assertion("sub differs from iss", Refusal.CLIENT_UNKNOWN, (claims) -> claims.put("sub", "somebody-else"));
		assertion("iss differs from sub", Refusal.ASSERTION_OF_ANOTHER_CLIENT,
				(claims) -> claims.put("iss", "somebody-else"));
		assertion("good for a year", Refusal.ASSERTION_LIVES_TOO_LONG,
				(claims) -> claims.put("exp", Instant.now().plus(Duration.ofDays(365)).getEpochSecond()));
		assertion("not good yet", Refusal.ASSERTION_FROM_THE_FUTURE,
				(claims) -> claims.put("iat", Instant.now().plus(Duration.ofMinutes(3)).getEpochSecond()));
		this.rows.add(row("P066", "private_key_jwt: HS256 with the public key", (scene) -> {
			RelyingParty service = signing(scene);
			Map<String, Object> claims = claims(scene, service);
			assertThat(scene.post(TOKEN, null, signed(SIGNER.sign("RS256", "JWT", claims))).status()).isEqualTo(200);
			claims.put("jti", UUID.randomUUID().toString());
			String publicKey = JSON.readTree(SIGNER.jwks()).path("keys").path(0).toString();
			String forged = Forger.mac(SIGNER.sign("RS256", "JWT", claims), publicKey.getBytes(StandardCharsets.UTF_8));
			scene.refused(Expected.invalidClient().named(Refusal.ASSERTION_SIGNATURE_WRONG),
					() -> scene.post(TOKEN, null, signed(scene.secret(forged))));
		}));
		this.rows.add(row("P066", "private_key_jwt: the same jti twice", (scene) -> {
			RelyingParty service = signing(scene);
			String body = signed(scene.secret(SIGNER.sign("ES256", "JWT", claims(scene, service))));
			assertThat(scene.post(TOKEN, null, body).status()).isEqualTo(200);
			scene.refused(Expected.invalidClient().named(Refusal.ASSERTION_USED_TWICE),
					() -> scene.post(TOKEN, null, body));
		}));
		this.rows.add(row("P068", "client_secret_jwt, with the secret and with a key of one zero byte", (scene) -> {
			String code = scene.code();
			String idToken = scene.tokens().idToken();
			for (byte[] key : List.of(TestClients.SECRET.getBytes(StandardCharsets.UTF_8), new byte[] { 0 })) {
				String assertion = scene.secret(Forger.mac(Forger.stranger().sign(idToken, (header, claims) -> {
					claims.put("iss", scene.app().clientId());
					claims.put("sub", scene.app().clientId());
				}), key));
				String body = Browser
					.encode(redemption(scene, code, Map.of("client_id", scene.app().clientId(), "client_assertion_type",
							"urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "client_assertion", assertion)));
				scene.refused(Expected.invalidClient(), () -> scene.post(TOKEN, null, body));
			}
		}));
		this.rows.add(row("P067", "certificate in a header", (scene) -> {
			String code = scene.code();
			String body = Browser.encode(redemption(scene, code, Map.of("client_id", scene.app().clientId())));
			scene.refused(Expected.invalidClient().named(Refusal.METHOD_NOT_REGISTERED),
					() -> Reply.of(RelyingParty.send(scene.app()
						.form(TOKEN)
						.header("X-SSL-Client-Cert", "-----BEGIN CERTIFICATE-----")
						.header("X-Forwarded-Client-Cert", "Hash=x")
						.POST(HttpRequest.BodyPublishers.ofString(body))
						.build())));
		}));
	}

	/** An assertion that is good but for one change. */
	private void assertion(String what, Refusal refusal, Consumer<Map<String, Object>> change) {
		this.rows.add(row("P066", "private_key_jwt: " + what, (scene) -> {
			RelyingParty service = signing(scene);
			Map<String, Object> claims = claims(scene, service);
			assertThat(scene.post(TOKEN, null, signed(SIGNER.sign("ES256", "JWT", claims))).status()).isEqualTo(200);
			claims.put("jti", UUID.randomUUID().toString());
			change.accept(claims);
			String body = signed(scene.secret(SIGNER.sign("ES256", "JWT", claims)));
			scene.refused(Expected.invalidClient().named(refusal), () -> scene.post(TOKEN, null, body));
		}));
	}

	private static RelyingParty signing(Scene scene) {
		return scene.actors().app(TestClients.service().privateKeyJwt(SIGNER.jwks()));
	}

	private static Map<String, Object> claims(Scene scene, RelyingParty service) {
		return new HashMap<>(
				Map.of("iss", service.clientId(), "sub", service.clientId(), "aud", scene.actors().server().toString(),
						"jti", UUID.randomUUID().toString(), "exp", Instant.now().plusSeconds(60).getEpochSecond()));
	}

	private static String signed(String assertion) {
		return Browser.encode(Map.of("grant_type", "client_credentials", "client_assertion", assertion,
				"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
	}

	private void transport() {
		this.rows.add(row("P069", "grant_type in the query", (scene) -> {
			String code = scene.code();
			Map<String, String> redemption = redemption(scene, code, Map.of());
			redemption.remove("grant_type");
			scene.refused(INVALID_REQUEST.named(Refusal.PARAMETER_IN_QUERY),
					() -> scene.post(TOKEN + "?grant_type=authorization_code",
							RelyingParty.basic(scene.app().clientId(), TestClients.SECRET),
							Browser.encode(redemption)));
		}));
		for (String twice : List.of("grant_type=client_credentials", "code=x", "client_id=x", "scope=openid")) {
			this.rows.add(
					row("P069", "twice: " + twice,
							(scene) -> scene.refused(INVALID_REQUEST.named(Refusal.PARAMETER_REPEATED),
									() -> scene.post(TOKEN,
											RelyingParty.basic(scene.app().clientId(), TestClients.SECRET),
											"grant_type=authorization_code&" + twice + "&" + twice))));
		}
		for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")) {
			this.rows.add(row("P070", method, (scene) -> {
				Reply reply = scene.refused(Expected.status(405).named(Refusal.HTTP_METHOD_UNSUPPORTED),
						() -> Reply.of(RelyingParty.send(scene.app()
							.form(TOKEN)
							.method(method, HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
							.build())));
				assertThat(reply.header("Allow")).hasValue("POST");
			}));
		}
		this.rows.add(row("P071", "chunked body without end", (scene) -> {
			assertThat(scene.slowClients().body().join()).as("the server hung up").isTrue();
		}));
		Map<String, String> types = Map.of("charset=utf-16", "application/x-www-form-urlencoded; charset=utf-16",
				"multipart", "multipart/form-data; boundary=x", "json", "application/json", "text", "text/plain",
				"unknown charset", "application/x-www-form-urlencoded; charset=klingon", "no type at all", "?");
		types.forEach((what, type) -> this.rows.add(row("P072", what, (scene) -> {
			String code = scene.code();
			String body = Browser.encode(redemption(scene, code, Map.of()));
			scene.refused(Expected.status(400, 415),
					() -> Reply.of(RelyingParty.send(scene.app()
						.form(TOKEN)
						.setHeader("Content-Type", type)
						.header("Authorization", RelyingParty.basic(scene.app().clientId(), TestClients.SECRET))
						.POST(HttpRequest.BodyPublishers.ofString(body))
						.build())));
		})));
		this.rows.add(row("P072", "gzip",
				(scene) -> scene.refused(Expected.status(400, 415),
						() -> Reply.of(RelyingParty.send(scene.app()
							.form(TOKEN)
							.header("Content-Encoding", "gzip")
							.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] { 31, (byte) 139, 8, 0 }))
							.build())))));
		this.rows.add(row("P072", "2 MB",
				(scene) -> scene.refused(Expected.status(413),
						() -> Reply.of(RelyingParty.send(scene.app()
							.form(TOKEN)
							.POST(HttpRequest.BodyPublishers.ofString("x=" + "y".repeat(300_000)))
							.build())))));
		for (String grant : List.of("urn:ietf:params:oauth:grant-type:jwt-bearer",
				"urn:openid:params:grant-type:ciba")) {
			this.rows.add(row("P074", grant.substring(grant.lastIndexOf(':') + 1), (scene) -> {
				String token = scene.tokens().accessToken();
				scene.refused(UNSUPPORTED,
						() -> Reply.of(scene.app()
							.token(Map.of("grant_type", grant, "subject_token", token, "subject_token_type",
									"urn:ietf:params:oauth:token-type:access_token", "assertion", token, "device_code",
									"x"))));
			}));
		}
	}

	private void add(String id, String what, Expected expected, Change change) {
		this.rows.add(row(id, what, (scene) -> {
			String code = scene.code();
			Map<String, String> redemption = redemption(scene, code, change.of(scene, code));
			scene.refused(expected, () -> Reply.of(scene.app().token(redemption)));
		}));
	}

	static Map<String, String> redemption(Scene scene, String code, Map<String, String> changes) {
		Map<String, String> redemption = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code,
				"redirect_uri", scene.redirectUri(), "code_verifier", scene.app().verifier()));
		redemption.putAll(changes);
		return redemption;
	}

	private static String reencode(String header, Scene scene) {
		try {
			String credentials = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
			return base64(credentials.replace("CLIENT", scene.app().clientId()));
		}
		catch (IllegalArgumentException ex) {
			return header.substring(6);
		}
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	static String changed(String token) {
		char last = token.charAt(token.length() - 1);
		return token.substring(0, token.length() - 1) + ((last == 'A') ? 'B' : 'A');
	}

	/** What differs from an honest redemption. */
	@FunctionalInterface
	private interface Change {

		Map<String, String> of(Scene scene, String code);

	}

}
