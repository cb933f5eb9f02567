package dev.signet.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
 * A form of ours leads to an app, whose callback leads on to a third origin. The content
 * policy says {@code form-action 'self'}, and browsers hold redirects after a form to it,
 * the second one too: see docs/decisions on leaving a form.
 */
@ResourceLock(BareServer.USUAL)
class LeavingFormsJourneyIT {

	private final List<HttpServer> servers = new ArrayList<>();

	private BareServer server;

	private BrowserContext browser;

	@BeforeEach
	void start() throws Exception {
		this.server = BareServer.running();
		this.browser = Browsers.context(new Browser.NewContextOptions().setJavaScriptEnabled(false));
	}

	@AfterEach
	void stop() throws Exception {
		this.browser.close();
		this.servers.forEach((each) -> each.stop(0));
	}

	@Test
	void allowWhenCallbackRedirectsToAThirdOriginThenArrivesThereWithoutScripts() throws IOException {
		int third = serve(0, null);
		serve(this.server.notesPort(), "http://127.0.0.1:" + third + "/arrived");
		List<String> violations = new ArrayList<>();
		Page page = this.browser.newPage();
		page.onConsoleMessage((message) -> violations.add(message.text()));
		page.navigate(this.server.issuer() + "/oauth2/authorize?response_type=code&client_id=demo-notes"
				+ "&scope=openid&state=s&code_challenge_method=S256"
				+ "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
				+ URLEncoder.encode(this.server.notesRedirectUri(), StandardCharsets.UTF_8));
		page.locator("input[name=login]").fill("carol");
		page.locator("input[name=password]").fill("carol-of-the-bells");
		page.locator("#submit").click();
		page.locator("button[name=decision][value=allow]").click();
		page.waitForURL("http://127.0.0.1:" + third + "/arrived");
		assertThat(page.locator("body").textContent()).contains("arrived");
		assertThat(violations).noneMatch((text) -> text.contains("Content Security Policy"));
	}

	/**
	 * A server that redirects everything, or says that one has arrived.
	 * @param port where it listens, or 0 for wherever there is room
	 * @return where it listens
	 */
	private int serve(int port, String location) throws IOException {
		HttpServer each = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		each.createContext("/", (exchange) -> {
			byte[] body = "arrived".getBytes(StandardCharsets.UTF_8);
			if (location != null) {
				exchange.getResponseHeaders().add("Location", location);
			}
			exchange.sendResponseHeaders((location != null) ? 302 : 200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		each.start();
		this.servers.add(each);
		return each.getAddress().getPort();
	}

}
