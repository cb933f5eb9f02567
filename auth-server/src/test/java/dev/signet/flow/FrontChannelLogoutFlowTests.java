package dev.signet.flow;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sign-out in a browser tells the apps of the session by hidden frames (OpenID Connect
 * Front-Channel Logout 1.0 §2, §3).
 */
@SignetTest
class FrontChannelLogoutFlowTests {

	private static final String AFTER = "https://app.test/";

	@Autowired
	private Actors actors;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	private String idToken;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = app("Northwind", "https://north.test/out");
		this.browser = this.actors.consented(this.person, this.app);
		this.idToken = this.app.redeem(this.app.code(this.browser)).idToken();
	}

	@Test
	void section2WhenAppSignsOutThenPageHasAFrameOfEachAppWithIssuerAndSessionAndNamesThem() {
		signInTo(app("Tidewater", "https://tide.test:8443/out?a=b"));
		signInTo(this.actors.app(TestClients.confidential().name("Silent")));
		Page page = logout();
		Document document = page.document();
		String proof = "iss=" + URLEncoder.encode(this.actors.server().toString(), StandardCharsets.UTF_8) + "&sid="
				+ RelyingParty.claims(this.idToken).get("sid");
		assertThat(page.status()).isEqualTo(200);
		assertThat(document.select("iframe").eachAttr("src")).containsExactly("https://north.test/out?" + proof,
				"https://tide.test:8443/out?a=b&" + proof);
		assertThat(document.select("iframe")).allSatisfy((frame) -> {
			assertThat(frame.hasAttr("hidden")).isTrue();
			assertThat(frame.attr("referrerpolicy")).isEqualTo("no-referrer");
			assertThat(frame.attr("sandbox")).isEqualTo("allow-same-origin allow-scripts");
		});
		assertThat(document.select("main li").eachText()).containsExactly("Northwind", "Tidewater");
	}

	@Test
	void section3WhenFramesAreThereThenPolicyAllowsExactlyTheirOriginsAndOnThisPageOnly() {
		signInTo(app("Tidewater", "https://tide.test:8443/out?a=b"));
		Page page = logout();
		assertThat(page.header("Content-Security-Policy").orElseThrow())
			.endsWith("; frame-src https://north.test https://tide.test:8443")
			.startsWith("default-src 'none'")
			.contains("frame-ancestors 'none'", "script-src 'self'");
		assertThat(page.header("Referrer-Policy")).contains("no-referrer");
		assertThat(page.header("Cache-Control")).contains("no-store");
		assertThat(this.browser.open("/signed-out").header("Content-Security-Policy").orElseThrow())
			.doesNotContain("frame-src");
	}

	@Test
	void section3WhenFramesAreLoadedThenLeadsOnToTheAppWithAndWithoutScripts() {
		Page page = logout();
		Document document = page.document();
		Element link = document.selectFirst("a#next");
		assertThat(link.attr("href")).isEqualTo(AFTER + "?state=s+1");
		assertThat(document.selectFirst("meta[http-equiv=refresh]").attr("content"))
			.isEqualTo("3;url=" + AFTER + "?state=s+1");
		assertThat(document.select("script[src*=leaving]")).hasSize(1);
		assertThat(this.browser.follow(page).left()).hasToString(AFTER + "?state=s+1");
		assertSignedOut();
	}

	@Test
	void section3WhenConfirmedByTheButtonThenTheSamePage() {
		Page ask = this.browser.open("/connect/logout?"
				+ Browser.encode(Map.of("client_id", this.app.clientId(), "post_logout_redirect_uri", AFTER)));
		Page page = this.browser.submitOnly(ask, Map.of("post_logout_redirect_uri", AFTER));
		assertThat(page.document().select("iframe")).hasSize(1);
		assertThat(this.browser.follow(page).left()).hasToString(AFTER);
		assertSignedOut();
	}

	@Test
	void section3WhenSignedOutByOurButtonsThenTheSamePageAndThenOurs() {
		for (String path : new String[] { "/signout", "/signout/everywhere" }) {
			Browser here = this.actors.signedIn(this.person);
			this.app.redeem(this.app.code(here));
			Map<String, String> form = Map.of("_csrf", csrf(here, path));
			Page page = here.postOnly(path, form, Map.of());
			assertThat(page.document().select("iframe")).hasSize(1);
			assertThat(here.follow(page).address().getPath()).isEqualTo("/signed-out");
			// Reloaded, the form is sent again
			assertThat(here.post(path, form).address().getPath()).isEqualTo("/signed-out");
		}
	}

	@Test
	void section3WhenNoAppWantsAFrameThenNoPageBetween() {
		RelyingParty plain = this.actors.app();
		Browser other = this.actors.consented(this.person, plain);
		plain.redeem(plain.code(other));
		Page page = other.postOnly("/signout", Map.of("_csrf", csrf(other, "/signout")), Map.of());
		assertThat(page.status()).isEqualTo(303);
		assertThat(page.header("Location")).contains("/signed-out");
	}

	@Test
	void section3WhenNobodyIsSignedInThenNoFrames() {
		logout();
		assertThat(logout().document().select("iframe")).isEmpty();
	}

	private RelyingParty app(String name, String uri) {
		return this.actors.app(TestClients.confidential()
			.name(name)
			.redirectUri(TestClients.REDIRECT_URI, URI.create(uri).resolve("/cb").toString())
			.frontchannelLogout(URI.create(uri), true));
	}

	private void signInTo(RelyingParty app) {
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		app.redeem(app.code(this.browser));
	}

	/** Signs out by the app and stays at what comes first. */
	private Page logout() {
		Map<String, String> parameters = new HashMap<>(
				Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER, "state", "s 1"));
		return this.browser.fetch("GET", "/connect/logout?" + Browser.encode(parameters), Map.of());
	}

	private static String csrf(Browser browser, String path) {
		return browser.open("/account/sessions")
			.document()
			.selectFirst("form[action=" + path + "] input[name=_csrf]")
			.attr("value");
	}

	private void assertSignedOut() {
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

}
