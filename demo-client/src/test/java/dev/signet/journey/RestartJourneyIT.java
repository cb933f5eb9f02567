package dev.signet.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server is killed without warning while somebody is signed in, and started again:
 * the session, the keys and the refresh token are as before.
 */
@ResourceLock(BareServer.USUAL)
class RestartJourneyIT {

	private static final String CLIENT = "demo-notes";

	private static final String SECRET = "demo-notes-secret-0123456789abcdef0123456789";

	private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-accepted-0123456789";

	private static final String CHALLENGE = "bn7zFzif50KfG_0SAWtGd4CqWcf6cTlQHB97kuQmVGE";

	private final HttpClient http = HttpClient.newHttpClient();

	private BareServer server;

	private String issuer;

	private String redirectUri;

	private BrowserContext browser;

	@BeforeEach
	void start() throws Exception {
		this.server = BareServer.running();
		this.issuer = this.server.issuer();
		this.redirectUri = this.server.notesRedirectUri();
		this.browser = Browsers.context(new Browser.NewContextOptions());
	}

	@AfterEach
	void stop() throws Exception {
		this.browser.close();
	}

	@Test
	void killWhenSignedInThenSessionKeysAndRefreshTokenSurvive() throws Exception {
		Page page = this.browser.newPage();
		page.navigate(this.issuer + "/signin");
		page.locator("input[name=login]").fill("alice");
		page.locator("input[name=password]").fill("alice-in-wonderland");
		page.locator("#submit").click();
		page.waitForURL(this.issuer + "/account");
		String refreshToken = field(token(Map.of("grant_type", "authorization_code", "code", code(page), "redirect_uri",
				this.redirectUri, "code_verifier", VERIFIER)), "refresh_token");
		String keys = this.server.get("/oauth2/jwks");

		this.server.kill();
		this.server.start();

		assertThat(this.server.log()).contains("Starting AOT-processed AuthServerApplication");
		assertThat(this.server.get("/oauth2/jwks")).isEqualTo(keys);
		page.navigate(this.issuer + "/account");
		assertThat(page.url()).isEqualTo(this.issuer + "/account");
		String refreshed = token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
		assertThat(field(refreshed, "refresh_token")).isNotEqualTo(refreshToken);
	}

	/** Takes the answer in the place of the app, which is not running here. */
	private String code(Page page) throws IOException {
		AtomicReference<String> query = new AtomicReference<>();
		HttpServer app = HttpServer
			.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(this.redirectUri).getPort()), 0);
		app.createContext("/", (exchange) -> {
			query.compareAndSet(null, exchange.getRequestURI().getQuery());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		app.start();
		try {
			page.navigate(this.issuer + "/oauth2/authorize?"
					+ form(Map.of("response_type", "code", "client_id", CLIENT, "redirect_uri", this.redirectUri,
							"scope", "openid roles", "code_challenge", CHALLENGE, "code_challenge_method", "S256")));
			page.locator("button[name=decision][value=allow]").click();
			page.waitForURL(this.redirectUri + "**");
		}
		finally {
			app.stop(0);
		}
		return Stream.of(query.get().split("&"))
			.filter((pair) -> pair.startsWith("code="))
			.map((pair) -> pair.substring(5))
			.findFirst()
			.orElseThrow();
	}

	private String token(Map<String, String> parameters) throws IOException, InterruptedException {
		String credentials = Base64.getEncoder()
			.encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(URI.create(this.issuer + "/oauth2/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Authorization", "Basic " + credentials)
			.POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private static String field(String json, String name) {
		String start = "\"" + name + "\":\"";
		int from = json.indexOf(start) + start.length();
		return json.substring(from, json.indexOf('"', from));
	}

	private static String form(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

}
