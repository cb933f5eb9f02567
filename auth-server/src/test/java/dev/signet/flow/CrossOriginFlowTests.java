package dev.signet.flow;

import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.client.Client;
import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers let web pages of other origins do at the protocol endpoints (Fetch
 * Standard, HTTP-CORS protocol; RFC 9700 §2.6).
 */
@SignetTest
class CrossOriginFlowTests {

	private static final String ORIGIN = "https://spa.test:8443";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private SqlCounter sql;

	private Scene scene;

	private Client app;

	@BeforeEach
	void setUp() {
		this.scene = new Scene(this.beans);
		this.app = TestClients.publicNative().redirectUri(ORIGIN + "/back?x=y").save(this.beans);
	}

	@ParameterizedTest
	@CsvSource({ "/oauth2/token, POST, POST", "/oauth2/revoke, POST, POST", "/userinfo, GET, 'GET, POST'",
			"/oauth2/jwks, GET, 'GET, HEAD'", "/.well-known/openid-configuration, GET, 'GET, HEAD'",
			"/.well-known/oauth-authorization-server, GET, 'GET, HEAD'" })
	void askWhenAppInABrowserThenMayCall(String path, String method, String methods) {
		Reply reply = ask(path, ORIGIN, method);
		assertThat(reply.status()).isEqualTo(204);
		assertThat(reply.all("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
		assertThat(reply.header("Access-Control-Allow-Headers")).hasValue("Authorization, Content-Type");
		assertThat(reply.header("Access-Control-Allow-Methods")).hasValue(methods);
		assertThat(reply.all("Access-Control-Allow-Credentials")).isEmpty();
		assertThat(reply.all("Vary")).contains("Origin");
		assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
	}

	/** RFC 6454 §4: browsers leave the port of the scheme out. */
	@ParameterizedTest
	@CsvSource({ "https, 443, 80", "http, 80, 443" })
	void askWhenRedirectUriNamesTheUsualPortThenMayCall(String scheme, int usual, int other) {
		String origin = scheme + "://" + (scheme.equals("http") ? "[::1]" : "usual-spa.test");
		TestClients.publicNative().redirectUri(origin + ":" + usual + "/back").save(this.beans);
		assertThat(ask("/oauth2/token", origin, "POST").all("Access-Control-Allow-Origin")).containsExactly(origin);
		assertThat(ask("/oauth2/token", origin + ":" + other, "POST").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://spa.test", "http://spa.test:8443", "https://spa.test:84",
			"https://spa.test:84433", "https://spa.test:8443.evil.test", "https://evil.spa.test:8443",
			"https://nobody-spa.test", "null", "*", "https://spa.test:8443/", "https://spa_test:8443", "" })
	void askWhenOriginOfNoAppThenToldWhatIsMissing(String origin) {
		Reply reply = ask("/oauth2/token", origin, "POST");
		assertThat(reply.status()).isEqualTo(403);
		assertThat(reply.headers().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
		assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(reply.body()).contains("No public client has a redirect URI at the origin of this page");
		assertThat(this.scene.remembered(reply.header("X-Request-Id").orElseThrow()).orElseThrow().name())
			.isEqualTo(Refusal.ORIGIN_UNKNOWN.name());
	}

	@Test
	void askWhenClientIsConfidentialOrDisabledThenMayNot() {
		TestClients.confidential().redirectUri("https://nobody-server.test/cb").save(this.beans);
		assertThat(ask("/oauth2/token", "https://nobody-server.test", "POST").status()).isEqualTo(403);
		Client only = TestClients.publicNative().redirectUri("https://only-spa.test/cb").save(this.beans);
		TestClients.disable(this.beans, only);
		assertThat(ask("/oauth2/token", "https://only-spa.test", "POST").status()).isEqualTo(403);
		TestClients.enable(this.beans, only);
		assertThat(ask("/oauth2/token", "https://only-spa.test", "POST").status()).isEqualTo(204);
		TestClients.disable(this.beans, only);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/authorize", "/oauth2/introspect", "/connect/logout", "/connect/register",
			"/oauth2/device_authorization", "/signin", "/account" })
	void askWhenNotForScriptsThenMayNot(String path) {
		Reply reply = ask(path, ORIGIN, "POST");
		assertThat(reply.headers().keySet()).noneMatch((name) -> name.startsWith("access-control-"));
	}

	@Test
	void callWhenAppInABrowserThenMayReadAnswersAndRefusals() {
		for (String path : new String[] { "/.well-known/openid-configuration", "/oauth2/jwks", "/userinfo" }) {
			Reply reply = call("GET", path, ORIGIN);
			assertThat(reply.all("Access-Control-Allow-Origin")).as(path).containsExactly(ORIGIN);
			assertThat(reply.header("Access-Control-Expose-Headers").orElse("")).contains("WWW-Authenticate");
			assertThat(reply.all("Access-Control-Allow-Credentials")).isEmpty();
		}
		Reply refused = Reply.of(this.scene.actors()
			.browser()
			.postOnly("/oauth2/token", Map.of("grant_type", "refresh_token", "client_id", this.app.clientId()),
					Map.of("Origin", ORIGIN)));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.all("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
	}

	@Test
	void callWhenOtherPageThenMayNotRead() {
		Reply reply = call("GET", "/.well-known/openid-configuration", "https://evil.test");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.all("Access-Control-Allow-Origin")).isEmpty();
		assertThat(reply.all("Vary")).contains("Origin");
	}

	@Test
	void callWhenAgainThenNothingIsLookedUp() {
		call("GET", "/oauth2/jwks", ORIGIN);
		assertThat(this.sql.ofRequests(() -> call("GET", "/oauth2/jwks", ORIGIN))).isEmpty();
		call("GET", "/oauth2/jwks", "https://evil.test");
		assertThat(this.sql.ofRequests(() -> call("GET", "/oauth2/jwks", "https://evil.test"))).isEmpty();
	}

	private Reply ask(String path, String origin, String method) {
		return Reply.of(this.scene.actors()
			.browser()
			.fetch("OPTIONS", path, Map.of("Origin", origin, "Access-Control-Request-Method", method)));
	}

	private Reply call(String method, String path, String origin) {
		return Reply.of(this.scene.actors().browser().fetch(method, path, Map.of("Origin", origin)));
	}

}
