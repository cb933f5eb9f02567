package dev.signet.flow;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.client.TestClients;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Section 9: headers, paths, limits, and clients that nobody may register. */
final class BadTransport {

	private final List<BadInput> rows = new ArrayList<>();

	private BadTransport() {
	}

	static Stream<BadInput> rows() {
		BadTransport section = new BadTransport();
		section.clients();
		section.origins();
		section.hosts();
		section.secretsAmiss();
		section.paths();
		section.bodies();
		section.floods();
		section.methods();
		return section.rows.stream();
	}

	private void clients() {
		for (String uri : List.of("*", "https://*/cb", "http://app.test/cb", "https://user:pw@app.test/cb",
				"https://app.test/cb#x", "javascript:alert(1)", "data:text/html,x", "https://app.test/../cb",
				"https://app.test\\@evil/cb", "https://app.test/c b", "//app.test/cb", "https://app.test/cb?code=x",
				"")) {
			this.rows.add(row("P157", "redirect URI " + BadRedirectUris.shown(uri),
					(scene) -> scene.refused((ignored, reply) -> {
					}, () -> {
						assertThatThrownBy(() -> TestClients.confidential().redirectUri(uri).save(scene.beans()))
							.hasMessageContaining("redirect");
						return new Reply(400, Map.of(), "");
					})));
		}
	}

	private void origins() {
		for (String path : List.of("/oauth2/token", "/userinfo", "/oauth2/jwks", "/.well-known/openid-configuration",
				"/.well-known/oauth-authorization-server", "/signin", "/account", "/oauth2/authorize")) {
			this.rows.add(row("P159", path, (scene) -> {
				for (String method : List.of("GET", "OPTIONS")) {
					Reply reply = scene
						.refused(Expected.status(200, 303, 400, 401, 403, 404, 405), () -> Reply.of(scene.browser()
							.fetch(method, path,
									Map.of("Origin", "https://evil.test", "Access-Control-Request-Method", "POST"))));
					assertThat(reply.all("Access-Control-Allow-Credentials")).isEmpty();
					assertThat(reply.all("Access-Control-Allow-Origin")).doesNotContain("https://evil.test", "*",
							"null");
				}
			}));
		}
		for (String path : List.of("/signin", "/account", "/register", "/signed-out", "/connect/logout", "/nothing",
				"/oauth2/authorize", "/setup")) {
			this.rows.add(row("P160", path, (scene) -> {
				Reply reply = scene.refused(Expected.status(200, 303, 400, 404, 410), () -> scene.get(path));
				assertThat(reply.header("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'")
					.doesNotContain("unsafe-inline");
				assertThat(reply.header("X-Frame-Options")).hasValue("DENY");
				assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
				assertThat(reply.header("Referrer-Policy")).hasValue("no-referrer");
			}));
		}
	}

	private void hosts() {
		for (String host : List.of("Host: " + "a".repeat(1024), "Host: user@localhost", "Host: localhost:port",
				"Host: localhost\r\nHost: evil.test", "X: no host", "Host: local host", "Host: localhost:99999",
				"Host: <script>", "Host: localhost/..", "Host : localhost")) {
			this.rows
				.add(row("P161", host.substring(0, Math.min(40, host.length())).replaceAll("\\s+", " "), (scene) -> {
					Reply reply = scene.refused(Expected.status(400), () -> RawHttp.bare(scene,
							"GET /signin HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n"));
					assertThat(reply.body()).doesNotContain("<script>", "Tomcat");
				}));
		}
		this.rows.add(row("P161", "another host is not believed", (scene) -> {
			for (String path : List.of("/account", "/.well-known/openid-configuration", "/signin")) {
				Reply reply = scene.refused(Expected.status(200, 303, 400), () -> RawHttp
					.bare(scene, "GET " + path + " HTTP/1.1\r\nHost: evil.test\r\n"
							+ "X-Forwarded-Host: evil.test\r\nForwarded: host=evil.test\r\nConnection: close\r\n\r\n"));
				assertThat(reply.body() + reply.headers()).doesNotContain("evil.test");
			}
		}));
		for (String line : List.of("GET /signin HTTP/1.1\r\nX-A: b\r\n c", "GET /signin HTTP/1.1\r\nX\0A: b",
				"GET /signin HTTP/9.9", "GET  /signin HTTP/1.1", "G\0T /signin HTTP/1.1",

				"POST /signin HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6",
				"POST /signin HTTP/1.1\r\nContent-Length: -1", "GET /" + "a".repeat(20_000) + " HTTP/1.1",
				"GET http://evil.test/signin HTTP/1.1")) {
			this.rows.add(row("P161", "request " + BadRedirectUris.shown(line), (scene) -> {
				Reply reply = scene.refused(Expected.status(200, 400, 404, 414, 431, 501, 505).and((ignored, any) -> {
				}), () -> ok(RawHttp.send(scene, line)));
				assertThat(reply.body()).doesNotContain("evil.test", "Tomcat");
			}));
		}
	}

	/** The container quotes what it does not understand. */
	private void secretsAmiss() {
		String secret = "smuggled-secret-of-somebody";
		for (String lines : List.of("GET /connect/logout?id_token_hint=" + secret + "|x HTTP/1.1",
				"GET /signin/with/google/callback?code=" + secret + "&state=a|b HTTP/1.1",
				"GET /signin?x=%zz" + secret + " HTTP/1.1",
				"POST /oauth2/token HTTP/1.1\r\nAuthorization : Basic " + secret,
				"GET /signin HTTP/1.1\r\nCookie: signet-session=\"" + secret,
				"POST /connect/register HTTP/1.1\r\nContent-Length: 0\r\nContent-Type: text/plain;token=" + secret)) {
			this.rows.add(row("P161", "secret in " + BadRedirectUris.shown(lines), (scene) -> {
				try (LogWatch log = new LogWatch()) {
					scene.refused(Expected.status(200, 303, 400, 401, 404, 415), () -> RawHttp.send(scene, lines));
					assertThat(log.text()).doesNotContain(secret);
				}
			}));
		}
	}

	private void paths() {
		for (String path : List.of("/%2faccount", "/account%2f", "/%5caccount", "//account", "/x/..;/account",
				"/x/../account;x", "/account%00", "/account/%2e%2e/account", "/%61ccount;x=y", "/account%0a",
				"/./account", "/account/..%2faccount", "/account.json", "/account%ff", "/\\account", "/account/")) {
			this.rows.add(row("P162", path, (scene) -> {
				String session = scene.browser().cookies().get("signet-session");
				Reply reply = scene.refused(Expected.status(200, 303, 400, 404),
						() -> RawHttp.send(scene, "GET " + path + " HTTP/1.1", "Accept: text/html"));
				assertThat(reply.body()).doesNotContain(scene.person().username());
				Reply mine = RawHttp.send(scene, "GET " + path + " HTTP/1.1", "Accept: text/html",
						"Cookie: signet-session=" + session);
				assertThat(mine.status()).isLessThan(500);
			}));
		}
	}

	private void bodies() {
		for (String path : List.of("/signin", "/register", "/consent", "/oauth2/token", "/oauth2/authorize",
				"/signout")) {
			this.rows.add(row("P163", "100 MB to " + path, (scene) -> {
				Reply reply = scene.refused(Expected.status(413, 417),
						() -> RawHttp.send(scene, "POST " + path + " HTTP/1.1",
								"Content-Type: application/x-www-form-urlencoded", "Content-Length: 104857600",
								"Expect: 100-continue"));
				assertThat(reply.status()).isNotEqualTo(100);
			}));
		}
		this.rows.add(row("P163", "chunked 1 MB", (scene) -> scene.refused(Expected.status(400, 413),
				() -> RawHttp.send(scene, "POST /signin HTTP/1.1", "Content-Type: application/x-www-form-urlencoded",
						"Transfer-Encoding: chunked", "X: y\r\nHost: localhost\r\nConnection: close\r\n\r\n100000\r\nx="
								+ "y".repeat(0x100000 - 2) + "\r\n0\r\n\r\nGET / HTTP/1.1"))));
		this.rows.add(row("P164", "multipart with 10 000 parts", (scene) -> {
			String body = IntStream.range(0, 10_000)
				.mapToObj((i) -> "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n")
				.collect(Collectors.joining());
			for (String path : List.of("/signin", "/register", "/oauth2/token")) {
				scene.refused(Expected.status(413, 415),
						() -> Reply.of(RelyingParty.send(scene.app()
							.form(path)
							.setHeader("Content-Type", "multipart/form-data; boundary=x")
							.POST(HttpRequest.BodyPublishers.ofString(body))
							.build())));
			}
		}));
		this.rows.add(row("P165", "1 byte a second header", (scene) -> {
			assertThat(scene.slowClients().header().join()).as("header: the server hung up").isTrue();
			assertThat(scene.slowClients().requestLine().join()).as("request line: the server hung up").isTrue();
		}));
	}

	private void floods() {
		this.rows.add(row("P166", "500 logins at once from one address, for one person", (scene) -> {
			Account person = scene.person();
			Browser owner = scene.actors().signedIn(person);
			List<Reply> answers = flood(scene, (i) -> person.username());
			assertThat(answers).filteredOn((reply) -> reply.status() == 200).hasSize(5);
			assertThat(answers).filteredOn((reply) -> reply.status() == 429).hasSize(495);
			owner.restart();
			scene.actors().signIn(owner, owner.open("/signin"), person);
			assertThat(owner.open("/account").address().getPath()).isEqualTo("/account");
		}).thenSomebodyElse());
		this.rows.add(row("P166", "500 logins at once from one address, each for somebody else", (scene) -> {
			List<Reply> answers = flood(scene, (i) -> "nobody-" + i);
			assertThat(answers).filteredOn((reply) -> reply.status() == 200).hasSizeBetween(1, 40);
			assertThat(answers).filteredOn((reply) -> reply.status() == 429).isNotEmpty();
			BadSignIns.forgetNetwork(scene);
		}).thenSomebodyElse());
	}

	private static List<Reply> flood(Scene scene, IntFunction<String> logins) {
		Browser stranger = scene.actors().browser();
		String token = stranger.open("/signin").csrf();
		ExecutorService threads = Executors.newFixedThreadPool(50);
		try {
			List<CompletableFuture<Reply>> answers = IntStream.range(0, 500)
				.mapToObj((i) -> Map.of("_csrf", token, "login", logins.apply(i), "password", "wrong"))
				.map((form) -> CompletableFuture
					.supplyAsync(() -> Reply.of(stranger.postOnly("/signin", form, Map.of())), threads))
				.toList();
			return answers.stream().map(CompletableFuture::join).peek((reply) -> {
				assertThat(reply.status()).isIn(200, 429, 503);
				assertThat(reply.status() == 200 || reply.header("Retry-After").isPresent()).isTrue();
			}).toList();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void methods() {
		for (String path : List.of("/nothing", "/nothing/at/all", "/oauth2/nothing", "/.well-known/nothing",
				"/oauth2/authorize/nothing")) {
			this.rows.add(row("P167", "unknown " + path, (scene) -> {
				scene.refused(Expected.page(404), () -> scene.get(path));
				scene.refused(Expected.json(404, "not_found"), () -> program(scene, "GET", path));
				scene.refused(Expected.json(404, "not_found"), () -> program(scene, "POST", path));
			}));
		}
		for (String line : List.of("PUT /signin", "DELETE /account", "PATCH /register", "POST /account", "GET /signout",
				"POST /signed-out", "PUT /connect/logout", "POST /oauth2/jwks",
				"POST /.well-known/openid-configuration", "DELETE /userinfo", "TRACE /signin", "PROPFIND /signin")) {
			this.rows.add(row("P167", "wrong method " + line, (scene) -> {
				String[] words = line.split(" ");
				// A closed page asks a stranger to sign in first, whatever the method
				scene.refused(Expected.status(303, 400, 403, 404, 405, 501), () -> program(scene, words[0], words[1]));
				scene.refused(Expected.status(400, 403, 404, 405, 501),
						() -> Reply.of(scene.browser().fetch(words[0], words[1], Map.of())));
			}));
		}
		for (String accept : List.of("application/xml", "image/png", "garbage", "text/html;q=x", "*/*;q=0",
				"a/b;c=\"\0")) {
			this.rows.add(row("P167", "Accept: " + BadRedirectUris.shown(accept), (scene) -> {
				for (String path : List.of("/signin", "/nothing", "/oauth2/jwks",
						"/.well-known/openid-configuration")) {
					scene.refused(Expected.status(200, 400, 404, 406),
							() -> RawHttp.send(scene, "GET " + path + " HTTP/1.1", "Accept: " + accept));
				}
			}));
		}
		for (String type : List.of("application/json", "text/plain", "application/xml", "garbage")) {
			this.rows.add(row("P167", "sign-in as " + type, (scene) -> {
				Browser stranger = scene.actors().browser();
				String token = stranger.open("/signin").csrf();
				scene.refused(Expected.status(303, 400, 403, 415),
						() -> Reply.of(stranger.postOnly("/signin",
								Map.of("_csrf", token, "login", scene.person().username(), "password", Actors.PASSWORD),
								Map.of("Content-Type", type))));
			}));
		}
	}

	private static Reply program(Scene scene, String method, String path) {
		return Reply.of(RelyingParty.send(HttpRequest.newBuilder(scene.actors().server().resolve(path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build()));
	}

	/** 501 and 505 say that the client is wrong, too. */
	private static Reply ok(Reply reply) {
		return (reply.status() == 501 || reply.status() == 505) ? new Reply(400, reply.headers(), reply.body()) : reply;
	}

}
