package dev.signet.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.signet.MutableClock;
import dev.signet.client.InitialAccessTokens;
import dev.signet.refusal.Refusal;
import tools.jackson.databind.json.JsonMapper;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Section 7: what clients say of themselves, and who may change it. */
final class BadClientMetadata {

	private static final Expected INVALID_TOKEN = Expected.json(401, "invalid_token")
		.and((scene, reply) -> assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Bearer"));

	private static final Expected INVALID_METADATA = Expected.json(400, "invalid_client_metadata")
		.named(Refusal.REGISTRATION_METADATA);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final List<BadInput> rows = new ArrayList<>();

	private BadClientMetadata() {
	}

	static Stream<BadInput> rows() {
		BadClientMetadata section = new BadClientMetadata();
		section.initialTokens();
		section.redirectUris();
		section.keysAndSectors();
		section.bodies();
		section.registrationTokens();
		return section.rows.stream();
	}

	private void initialTokens() {
		String good = JSON.writeValueAsString(RegistrationCalls.metadata());
		token("no initial token", (scene) -> null);
		token("unknown initial token", (scene) -> "sgn_iat_" + "x".repeat(43));
		token("empty initial token", (scene) -> "");
		token("initial token with a blank", (scene) -> initialToken(scene) + " x");
		token("expired initial token", (scene) -> {
			Instant soon = scene.beans().getBean(MutableClock.class).instant().plusSeconds(60);
			String token = tokens(scene).create(name(), soon, null);
			scene.advance(Duration.ofSeconds(61));
			return token;
		});
		token("initial token used up", (scene) -> {
			String token = tokens(scene).create(name(), null, 1);
			assertThat(calls(scene).send("POST", RegistrationCalls.PATH, token, good).status()).isEqualTo(201);
			return token;
		});
		token("removed initial token", (scene) -> {
			String name = name();
			String token = tokens(scene).create(name, null, null);
			assertThat(tokens(scene).remove(name)).isTrue();
			return token;
		});
		token("registration access token as initial token",
				(scene) -> calls(scene).register(RegistrationCalls.metadata()).text("registration_access_token"));
		token("access token as initial token", (scene) -> scene.tokens().accessToken());
	}

	private void redirectUris() {
		for (String uri : List.of("http://app.test/cb", "https://app.test/cb#x", "https://*.app.test/cb",
				"data:text/html,x", "javascript:alert(1)", "https://user@app.test/cb", "/cb", "https://app.test/a/../b",
				"https://app.test/cb?code=x", "com.example.app:/cb", "https://app.test/\u00e4", "x".repeat(2001))) {
			metadata("P115", "redirect " + BadRedirectUris.shown(uri),
					Expected.json(400, "invalid_redirect_uri").named(Refusal.REGISTRATION_REDIRECT_URI),
					RegistrationCalls.metadata("redirect_uris", List.of(RegistrationCalls.REDIRECT_URI, uri)));
		}
		metadata("P115", "no redirect URI",
				Expected.json(400, "invalid_redirect_uri").named(Refusal.REGISTRATION_REDIRECT_URI),
				RegistrationCalls.metadata("redirect_uris", null));
	}

	private void keysAndSectors() {
		metadata("P116", "jwks with a private key", INVALID_METADATA,
				RegistrationCalls.metadata("jwks", JSON.readTree(keys(false))));
		metadata("P116", "jwks and jwks_uri", INVALID_METADATA,
				RegistrationCalls.metadata("jwks", JSON.readTree(keys(true)), "jwks_uri", "https://app.test/jwks"));
		metadata("P116", "private_key_jwt without keys", INVALID_METADATA,
				RegistrationCalls.metadata("token_endpoint_auth_method", "private_key_jwt"));
		for (String address : List.of("https://10.0.0.1/sector", "https://169.254.169.254/latest/meta-data/",
				"https://[::1]/sector", "https://localhost/sector", "https://[::ffff:10.0.0.1]/", "file:///etc/passwd",
				"http://10.0.0.1/")) {
			metadata("P116", "sector_identifier_uri " + address, INVALID_METADATA,
					RegistrationCalls.metadata("sector_identifier_uri", address));
		}
		this.rows.add(row("P116", "sector_identifier_uri at an inner address: no connection", (scene) -> {
			try (ServerSocket inner = new ServerSocket()) {
				inner.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
				inner.setSoTimeout(200);
				refused(scene, INVALID_METADATA, RegistrationCalls.metadata("subject_type", "pairwise",
						"sector_identifier_uri", "https://127.0.0.2:" + inner.getLocalPort() + "/sector"));
				assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(inner::accept);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}));
	}

	private void bodies() {
		Expected malformed = Expected.json(400, "invalid_client_metadata").named(Refusal.REGISTRATION_MALFORMED);
		for (String body : List.of("", "{", "[]", "null", "\"x\"", "{} {}",
				"{\"client_name\":\"a\",\"client_name\":\"b\"}", "[".repeat(5000))) {
			body(malformed, body);
		}
		for (String body : List.of("{\"client_name\":{},\"redirect_uris\":[\"https://app.test/cb\"]}",
				"{\"client_name\":\"a\\u0000b\",\"redirect_uris\":[\"https://app.test/cb\"]}",
				"{\"contacts\":[\"\\ud800\"],\"redirect_uris\":[\"https://app.test/cb\"]}")) {
			body(INVALID_METADATA, body);
		}
		body(Expected.json(400, "unapproved_software_statement").named(Refusal.REGISTRATION_SOFTWARE_STATEMENT),
				"{\"software_statement\":\"x.y.z\"}");
		this.rows.add(row("P116", "a form", (scene) -> {
			String token = initialToken(scene);
			scene.refused(Expected.json(415, "invalid_client_metadata").named(Refusal.REGISTRATION_MALFORMED),
					() -> Reply.of(calls(scene).send("POST", RegistrationCalls.PATH, token,
							"application/x-www-form-urlencoded", "client_name=x")));
		}));
		this.rows.add(row("P116", "65 kB", (scene) -> {
			String token = initialToken(scene);
			scene.refused(Expected.json(413, "invalid_client_metadata").named(Refusal.BODY_TOO_LARGE),
					() -> Reply.of(calls(scene).post(token,
							RegistrationCalls.metadata("tos_uri", "https://app.test/" + "x".repeat(65 * 1024)))));
		}));
		for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
			this.rows.add(
					row("P114", method,
							(scene) -> scene
								.refused(
										Expected.json(405, "invalid_request")
											.named(Refusal.HTTP_METHOD_UNSUPPORTED)
											.and((ignored, reply) -> assertThat(reply.header("Allow"))
												.contains("POST")),
										() -> Reply
											.of(calls(scene).send(method, RegistrationCalls.PATH, null, null)))));
		}
	}

	private void body(Expected expected, String body) {
		this.rows.add(row("P116", "body " + BadRedirectUris.shown(body), (scene) -> {
			String token = initialToken(scene);
			scene.refused(expected, () -> Reply.of(calls(scene).send("POST", RegistrationCalls.PATH, token, body)));
		}));
	}

	private void registrationTokens() {
		managed("another client's token",
				(scene) -> calls(scene).register(RegistrationCalls.metadata()).text("registration_access_token"));
		managed("no token", (scene) -> null);
		managed("an initial access token", BadClientMetadata::initialToken);
		managed("an access token", (scene) -> scene.tokens().accessToken());
		this.rows.add(row("P117", "a token that was put out of use", (scene) -> {
			RelyingParty.Answer registered = calls(scene).register(RegistrationCalls.metadata());
			calls(scene).change(registered, RegistrationCalls.metadata());
			for (String method : List.of("GET", "PUT", "DELETE")) {
				refused(scene, method, RegistrationCalls.path(registered),
						registered.text("registration_access_token"));
			}
		}));
		this.rows.add(row("P117", "a client that does not exist", (scene) -> {
			String token = calls(scene).register(RegistrationCalls.metadata()).text("registration_access_token");
			for (String path : List.of("/c-unknown", "/" + scene.app().clientId(), "/%20", "/%C3%A4")) {
				refused(scene, "GET", RegistrationCalls.PATH + path, token);
			}
		}));
		this.rows.add(row("P117", "another client's id in the body", (scene) -> {
			RelyingParty.Answer registered = calls(scene).register(RegistrationCalls.metadata());
			for (Object other : List.of(scene.app().clientId(), "", 1)) {
				scene.refused(INVALID_METADATA, () -> Reply
					.of(calls(scene).change(registered, RegistrationCalls.metadata("client_id", other))));
			}
			scene.refused(INVALID_METADATA, () -> Reply
				.of(calls(scene).change(registered, RegistrationCalls.metadata("client_secret", "x".repeat(40)))));
		}));
	}

	private void token(String what, Function<Scene, String> token) {
		this.rows.add(row("P114", what, (scene) -> {
			String presented = token.apply(scene);
			scene.refused(
					INVALID_TOKEN.named((presented == null) ? Refusal.REGISTRATION_TOKEN_MISSING
							: Refusal.REGISTRATION_TOKEN_REFUSED),
					() -> Reply.of(calls(scene).post(presented, RegistrationCalls.metadata("client_name", "P114"))));
		}));
	}

	private void metadata(String id, String what, Expected expected, Map<String, Object> metadata) {
		this.rows.add(row(id, what, (scene) -> refused(scene, expected, metadata)));
	}

	/** New and changed clients follow the same rules. */
	private static void refused(Scene scene, Expected expected, Map<String, Object> metadata) {
		Expected inAscii = expected
			.and((ignored, reply) -> assertThat(JSON.readTree(reply.body()).path("error_description").asString())
				.matches("[ !#-\\[\\]-~]{10,2000}"));
		String token = initialToken(scene);
		scene.refused(inAscii, () -> Reply.of(calls(scene).post(token, metadata)));
		RelyingParty.Answer registered = calls(scene).register(RegistrationCalls.metadata());
		scene.refused(inAscii, () -> Reply.of(calls(scene).change(registered, metadata)));
	}

	private void managed(String what, Function<Scene, String> token) {
		this.rows.add(row("P117", what, (scene) -> {
			RelyingParty.Answer registered = calls(scene).register(RegistrationCalls.metadata());
			String presented = token.apply(scene);
			for (String method : List.of("GET", "PUT", "DELETE")) {
				refused(scene, method, RegistrationCalls.path(registered), presented);
			}
			assertThat(calls(scene).read(registered).status()).isEqualTo(200);
		}));
	}

	private static void refused(Scene scene, String method, String path, String token) {
		Map<String, Object> metadata = new HashMap<>(RegistrationCalls.metadata());
		metadata.put("client_id", path.substring(path.lastIndexOf('/') + 1));
		String body = method.equals("PUT") ? JSON.writeValueAsString(metadata) : null;
		Reply reply = scene.refused(INVALID_TOKEN.named(Refusal.REGISTRATION_ACCESS_REFUSED),
				() -> Reply.of(calls(scene).send(method, path, token, body)));
		assertThat(reply.body()).doesNotContain(RegistrationCalls.REDIRECT_URI, "Registered app", "redirect");
	}

	private static RegistrationCalls calls(Scene scene) {
		return new RegistrationCalls(scene.beans());
	}

	private static InitialAccessTokens tokens(Scene scene) {
		return scene.beans().getBean(InitialAccessTokens.class);
	}

	private static String initialToken(Scene scene) {
		return scene.secret(calls(scene).initialToken());
	}

	private static String name() {
		return "bad-" + UUID.randomUUID();
	}

	private static String keys(boolean publicOnly) {
		try {
			return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("1").generate()).toString(publicOnly);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
