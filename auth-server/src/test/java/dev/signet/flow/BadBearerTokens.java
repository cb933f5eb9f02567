package dev.signet.flow;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.sun.management.ThreadMXBean;
import dev.signet.SqlCounter;
import dev.signet.client.TestClients;
import dev.signet.key.KeyRing;
import dev.signet.refusal.Refusal;
import dev.signet.token.TokenReader;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 5: introspection, revocation, userinfo, tokens. */
final class BadBearerTokens {

	private static final String INTROSPECT = "/oauth2/introspect";

	private static final String REVOKE = "/oauth2/revoke";

	private static final String BOMB = "0".repeat(5_000_000);

	private final List<BadInput> rows = new ArrayList<>();

	private BadBearerTokens() {
	}

	static Stream<BadInput> rows() {
		BadBearerTokens section = new BadBearerTokens();
		section.introspection();
		section.revocation();
		section.authorizationHeaders();
		section.standing();
		section.forgeries();
		section.keys();
		return section.rows.stream();
	}

	private void introspection() {
		this.rows.add(row("P086", "introspection by a public client, under cover of a grant", (scene) -> {
			scene.app(TestClients.publicNative().firstParty());
			String token = scene.tokens().accessToken();
			for (String grant : List.of("refresh_token", "authorization_code&code=x&code_verifier=" + "v".repeat(43))) {
				scene.refused(Expected.invalidClient().named(Refusal.CLIENT_AUTHENTICATION_MISSING),
						() -> scene.post(INTROSPECT, null,
								"token=" + token + "&client_id=" + scene.app().clientId() + "&grant_type=" + grant));
			}
		}));
		for (String path : List.of(INTROSPECT, REVOKE)) {
			this.rows.add(row("P086", path + " without token, empty, twice", (scene) -> {
				for (String body : List.of("", "token=", "token=a&token=b",
						"token=a&token_type_hint=x&token_type_hint=x")) {
					scene.refused(
							Expected.json(400, "invalid_request")
								.named(body.contains("&") ? Refusal.PARAMETER_REPEATED : Refusal.PARAMETER_MISSING),
							() -> scene.post(path, RelyingParty.basic(scene.app().clientId(), TestClients.SECRET),
									body));
				}
			}));
			this.rows.add(row("P086", path + " without authentication", (scene) -> {
				String token = scene.tokens().accessToken();
				scene.refused(Expected.invalidClient().named(Refusal.CLIENT_AUTHENTICATION_MISSING),
						() -> scene.post(path, null, "token=" + token));
			}));
			this.rows.add(row("P088", path + " by GET", (scene) -> {
				String token = scene.tokens().accessToken();
				scene.refused(Expected.status(405).named(Refusal.HTTP_METHOD_UNSUPPORTED),
						() -> scene.get(path + "?token=" + token));
				scene.refused(Expected.json(400, "invalid_request").named(Refusal.PARAMETER_IN_QUERY),
						() -> scene.post(path + "?token=" + token,
								RelyingParty.basic(scene.app().clientId(), TestClients.SECRET), "x=y"));
			}));
		}
		inactive("P087", "expired access token", (scene, tokens) -> {
			scene.advance(Duration.ofHours(2));
			return tokens.accessToken();
		});
		inactive("P087", "token of a disabled user", (scene, tokens) -> {
			scene.disablePerson();
			return tokens.accessToken();
		});
		inactive("P087", "refresh token of a disabled user", (scene, tokens) -> {
			scene.disablePerson();
			return tokens.refreshToken();
		});
		inactive("P087", "token of a deleted user", (scene, tokens) -> {
			deletePerson(scene);
			return tokens.accessToken();
		});
		this.rows.add(row("P087", "token of a disabled client, asked by its API", (scene) -> {
			String scope = "notes." + UUID.randomUUID();
			String address = "https://notes.test/" + scope;
			TestClients.resource(scene.beans(), address, scope);
			RelyingParty api = scene.actors().app(TestClients.service());
			TestClients.actingAs(scene.beans(), address, api.clientId());
			scene.app(TestClients.confidential().firstParty().scopes("openid", scope));
			URI answer = URI.create(scene.authorize("scope", "openid " + scope).header("Location").orElseThrow());
			String code = scene.secret(Page.parameters(answer.getRawQuery()).get("code"));
			String token = scene.secret(scene.app().redeem(code).accessToken());
			assertThat(api.call(INTROSPECT, Map.of("token", token)).json()).containsEntry("active", true);
			scene.disableApp();
			scene.refused(Expected.inactive(), () -> Reply.of(api.call(INTROSPECT, Map.of("token", token))));
		}).thenSomebodyElse());
		this.rows.add(row("P087", "tokens of another client", (scene) -> {
			RelyingParty.Answer tokens = scene.tokens();
			RelyingParty other = scene.actors().app();
			for (String token : List.of(tokens.accessToken(), tokens.refreshToken())) {
				scene.refused(Expected.inactive(), () -> Reply.of(other.call(INTROSPECT, Map.of("token", token))));
			}
		}));
		inactive("P089", "ID token", (scene, tokens) -> tokens.idToken());
		inactive("P089", "authorization code", (scene, tokens) -> scene.code());
		inactive("P089", "device code",
				(scene, tokens) -> scene.secret(new TestDevice(scene.actors()
					.app(TestClients.publicNative().scopes("openid").grantTypes(TestDevice.GRANT_TYPE))).begin("openid")
					.deviceCode()));
		inactive("P089", "garbage", (scene, tokens) -> "garbage\0 \u00e4 ' or 1=1");
		inactive("P089", "prefix of a refresh token", (scene, tokens) -> "sgn_rt_");
	}

	private void revocation() {
		this.rows.add(row("P090", "access and refresh token of another client", (scene) -> {
			RelyingParty.Answer tokens = scene.tokens();
			RelyingParty other = scene.actors().app();
			for (String token : List.of(tokens.accessToken(), tokens.refreshToken())) {
				scene.refused(Expected.status(200), () -> Reply.of(other.call(REVOKE, Map.of("token", token))));
			}
			assertThat(scene.app().userInfo(tokens.accessToken()).status()).isEqualTo(200);
			assertThat(scene.app().refresh(tokens.refreshToken()).status()).isEqualTo(200);
		}));
		this.rows.add(row("P091", "token_type_hint=banana", (scene) -> {
			RelyingParty.Answer tokens = scene.tokens();
			scene.changing("revoked_access_tokens", "grants");
			for (String token : List.of(tokens.accessToken(), tokens.refreshToken())) {
				scene.refused(Expected.status(200),
						() -> Reply.of(scene.app().call(REVOKE, Map.of("token", token, "token_type_hint", "banana"))));
			}
			assertThat(scene.app().userInfo(tokens.accessToken()).status()).isEqualTo(401);
			assertThat(scene.app().refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		}));
		this.rows.add(row("P092", "same token twice", (scene) -> {
			RelyingParty.Answer tokens = scene.tokens();
			for (String token : List.of(tokens.accessToken(), tokens.refreshToken())) {
				assertThat(scene.app().call(REVOKE, Map.of("token", token)).status()).isEqualTo(200);
				scene.refused(Expected.status(200), () -> Reply.of(scene.app().call(REVOKE, Map.of("token", token))));
			}
		}));
		this.rows.add(row("P092", "garbage", (scene) -> scene.refused(Expected.status(200),
				() -> Reply.of(scene.app().call(REVOKE, Map.of("token", "garbage\0"))))));
	}

	private void authorizationHeaders() {
		this.rows.add(row("P093", "expired token", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.advance(Duration.ofHours(2));
			scene.refused(Expected.invalidToken().named(Refusal.ACCESS_TOKEN_EXPIRED),
					() -> Reply.of(scene.app().userInfo(token)));
		}).thenSomebodyElse());
		for (String header : List.of("Bearer", "Bearer ", "Bearer a b", "Bearer \u0001")) {
			this.rows.add(row("P093", BadRedirectUris.shown(header.replace('\u0001', '\0')),
					(scene) -> scene.refused(Expected.status(400, 401),
							() -> RawHttp.send(scene, "GET /userinfo HTTP/1.1", "Authorization: " + header))));
		}
		this.rows
			.add(row("P093", "Basic", (scene) -> scene.refused(Expected.status(401).named(Refusal.ACCESS_TOKEN_MISSING),
					() -> userInfo(scene, RelyingParty.basic(scene.app().clientId(), TestClients.SECRET)))));
		this.rows.add(row("P093", "two Authorization headers", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.refused(Expected.invalidToken().named(Refusal.ACCESS_TOKEN_FOREIGN),
					() -> userInfo(scene, "Bearer " + token, "Bearer x"));
			scene.refused(Expected.invalidToken().named(Refusal.ACCESS_TOKEN_FOREIGN),
					() -> userInfo(scene, "Bearer " + token, "Basic x"));
		}));
		this.rows.add(row("P093", "in header and form, and in the query", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.refused(Expected.status(400).named(Refusal.ACCESS_TOKEN_TWICE),
					() -> scene.post("/userinfo", "Bearer " + token, "access_token=" + token));
			scene.refused(Expected.status(401).named(Refusal.ACCESS_TOKEN_MISSING),
					() -> scene.get("/userinfo?access_token=" + token));
		}));
		this.rows.add(row("P094", "token without openid", (scene) -> {
			scene.app(TestClients.confidential());
			String code = scene
				.secret(Page
					.parameters(URI.create(scene.authorize("scope", "profile email").header("Location").orElseThrow())
						.getRawQuery())
					.get("code"));
			String token = scene.secret(scene.app().redeem(code).accessToken());
			scene.refused(Expected.status(403)
				.named(Refusal.SCOPE_OPENID_MISSING)
				.and((ignored, reply) -> assertThat(reply.header("WWW-Authenticate").orElse(""))
					.contains("insufficient_scope")), () -> Reply.of(scene.app().userInfo(token)));
		}));
	}

	private void standing() {
		this.rows.add(row("P095", "user disabled", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.disablePerson();
			scene.refused(Expected.invalidToken().named(Refusal.ACCESS_TOKEN_REVOKED),
					() -> Reply.of(scene.app().userInfo(token)));
		}).thenSomebodyElse());
		this.rows.add(row("P095", "user deleted", (scene) -> {
			String token = scene.tokens().accessToken();
			deletePerson(scene);
			scene.refused(Expected.invalidToken().named(Refusal.ACCESS_TOKEN_REVOKED),
					() -> Reply.of(scene.app().userInfo(token)));
		}).thenSomebodyElse());
		this.rows.add(row("P095", "client disabled", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.disableApp();
			scene.refused(Expected.invalidToken().named(Refusal.ACCESS_TOKEN_REVOKED),
					() -> Reply.of(scene.app().userInfo(token)));
		}).thenSomebodyElse());
	}

	private void forgeries() {
		forged("P096", "another issuer with a key of the same kid", (scene, token) -> Forger.stranger()
			.sign(token, (header, claims) -> claims.put("iss", "https://evil.test")));
		forged("P096", "a key of the same kid", (scene, token) -> Forger.stranger().sign(token, (header, claims) -> {
		}));
		forged("P096", "a key that comes along", (scene, token) -> Forger.stranger()
			.sign(token, (header, claims) -> header.put("jwk", Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"))));
		forged("P096", "a key to be fetched", (scene, token) -> Forger.stranger()
			.sign(token, (header, claims) -> header.put("jku", "https://evil.test/jwks")));
		forged("P096", "another issuer, our key", (scene, token) -> Forger.ours(scene)
			.sign(token, (header, claims) -> claims.put("iss", "https://evil.test")));
		forged("P097", "HS256 with the client secret",
				(scene, token) -> Forger.mac(token, TestClients.SECRET.getBytes(StandardCharsets.UTF_8)));
		forged("P097", "HS256 with the public key",
				(scene, token) -> Forger.mac(token, publicKey(scene).toJSONString().getBytes(StandardCharsets.UTF_8)));
		forged("P097", "alg none", (scene, token) -> Forger.unsigned(token));
		forged("P098", "crit with an unknown name",
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> {
					header.put("crit", List.of("urn:unknown"));
					header.put("urn:unknown", true);
				}));
		forged("P098", "b64 false", (scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> {
			header.put("crit", List.of("b64"));
			header.put("b64", false);
		}));
		forged("P098", "b64 false, not critical",
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> header.put("b64", false)));
		forged("P099", "JWE around the token", (scene, token) -> encrypted(scene, token, null));
		forged("P099", "JWE with a bomb", (scene, token) -> encrypted(scene, BOMB, CompressionAlgorithm.DEF));
		// In place of the list's 100 ms: a clock would measure the machine
		this.rows.add(row("P099", "JWE with a bomb is never unpacked", (scene) -> {
			String bomb = encrypted(scene, BOMB, CompressionAlgorithm.DEF);
			TokenReader reader = scene.beans().getBean(TokenReader.class);
			assertThat(reader.accessToken(bomb)).isEmpty();
			ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			long before = thread.getCurrentThreadAllocatedBytes();
			assertThat(reader.accessToken(bomb)).isEmpty();
			assertThat(thread.getCurrentThreadAllocatedBytes() - before).as("bytes of memory")
				.isLessThan(BOMB.length() / 10);
		}));
		forged("P100", "4 parts", (scene, token) -> token + ".x");
		forged("P100", "2 parts", (scene, token) -> token.substring(0, token.lastIndexOf('.')));
		forged("P100", "no signature", (scene, token) -> token.substring(0, token.lastIndexOf('.') + 1));
		forged("P100", "signature of another token", (scene, token) -> token.substring(0, token.lastIndexOf('.'))
				+ scene.tokens().accessToken().substring(token.lastIndexOf('.')));
		forged("P100", "a claim changed",
				(scene, token) -> Forger.ours(scene)
					.sign(token, (header, claims) -> claims.put("scope", "openid admin"))
					.replaceAll("\\.[^.]*$", token.substring(token.lastIndexOf('.'))));
		this.rows.add(row("P100", "with blanks, 1 MB", (scene) -> {
			String token = scene.tokens().accessToken();
			scene.refused(Expected.status(400, 401, 431),
					() -> RawHttp.send(scene, "GET /userinfo HTTP/1.1", "Authorization: Bearer " + token + " x"));
			scene.refused(Expected.status(400, 401, 431), () -> RawHttp.send(scene, "GET /userinfo HTTP/1.1",
					"Authorization: Bearer " + token + "x".repeat(1_000_000)));
		}));
		forged("P101", "typ JWT",
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> header.put("typ", "JWT")));
		forged("P101", "typ logout+jwt",
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> header.put("typ", "logout+jwt")));
		forged("P101", "no typ",
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> header.remove("typ")));
		forged("P101", "ID token", (scene, token) -> scene.tokens().idToken());
		forged("P101", "code", (scene, token) -> scene.code());
		forged("P101", "refresh token", (scene, token) -> scene.tokens().refreshToken());
		for (String claim : List.of("iss", "sub", "exp", "jti", "client_id", "aud")) {
			forged("P101", "ours, but without " + claim,
					(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> claims.remove(claim)));
		}
		forged("P101", "ours, but without grant_id", Refusal.ACCESS_TOKEN_WITHOUT_PERSON,
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> claims.remove("grant_id")));
		forged("P101", "for another audience", Refusal.ACCESS_TOKEN_FOR_OTHERS, (scene, token) -> Forger.ours(scene)
			.sign(token, (header, claims) -> claims.put("aud", "https://api.test")));
		forged("P101", "ours, subject and grant are no ids",
				(scene, token) -> Forger.ours(scene).sign(token, (header, claims) -> {
					claims.put("sub", "nobody");
					claims.put("grant_id", "no uuid");
				}));
	}

	private void keys() {
		// In place of the list's 5 ms each: no statement, whatever the machine
		this.rows.add(row("P102", "the key set 10 000 times: cached, and never a statement", (scene) -> {
			scene.browser();
			List<String> statements = scene.beans().getBean(SqlCounter.class).ofRequests(() -> {
				for (int i = 0; i < 10_000; i++) {
					Reply reply = get(scene, "/oauth2/jwks");
					assertThat(reply.status()).isEqualTo(200);
					assertThat(reply.header("Cache-Control").orElse("")).contains("max-age=")
						.doesNotContain("no-store");
					assertThat(reply.header("ETag")).isPresent();
					assertThat(reply.body()).doesNotContain("\"d\"").doesNotContain("\"p\"");
				}
			});
			assertThat(statements).isEmpty();
		}));
	}

	private void inactive(String id, String what, BiFunction<Scene, RelyingParty.Answer, String> token) {
		this.rows.add(row(id, what, (scene) -> {
			String value = token.apply(scene, scene.tokens());
			scene.refused(Expected.inactive(), () -> Reply.of(scene.app().call(INTROSPECT, Map.of("token", value))));
		}).thenSomebodyElse());
	}

	private void forged(String id, String what, BiFunction<Scene, String, String> forgery) {
		forged(id, what, Refusal.ACCESS_TOKEN_FOREIGN, forgery);
	}

	private void forged(String id, String what, Refusal refusal, BiFunction<Scene, String, String> forgery) {
		this.rows.add(row(id, what, (scene) -> {
			String token = scene.tokens().accessToken();
			String forged = forgery.apply(scene, token);
			assertThat(forged).isNotEqualTo(token);
			scene.secret(forged);
			scene.refused(Expected.invalidToken().named(refusal), () -> Reply.of(scene.app().userInfo(forged)));
		}));
	}

	private static void deletePerson(Scene scene) {
		scene.jdbc().sql("delete from accounts where id = :id").param("id", scene.person().id().value()).update();
	}

	private static Reply userInfo(Scene scene, String... authorizations) {
		HttpRequest.Builder request = HttpRequest.newBuilder(scene.actors().server().resolve("/userinfo"));
		for (String authorization : authorizations) {
			request.header("Authorization", authorization);
		}
		return Reply.of(RelyingParty.send(request.build()));
	}

	private static Reply get(Scene scene, String path) {
		return Reply.of(RelyingParty.send(HttpRequest.newBuilder(scene.actors().server().resolve(path)).build()));
	}

	private static JWK publicKey(Scene scene) {
		KeyRing keys = scene.beans().getBean(KeyRing.class);
		return keys.publicKeys().getKeyByKeyId(keys.activeKeyId("RS256"));
	}

	private static String encrypted(Scene scene, String content, CompressionAlgorithm zip) {
		try {
			JWEObject object = new JWEObject(
					new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM).contentType("JWT")
						.keyID(publicKey(scene).getKeyID())
						.compressionAlgorithm(zip)
						.build(),
					new Payload(content));
			object.encrypt(new RSAEncrypter(publicKey(scene).toRSAKey()));
			return object.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
