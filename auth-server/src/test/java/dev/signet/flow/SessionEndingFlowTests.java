package dev.signet.flow;

import java.time.Duration;
import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a session that nobody uses: the warning before, and the way back after. The
 * script itself is looked at in a real browser.
 */
class SessionEndingFlowTests extends SignedInPerson {

	private static final String ASK = "/signin/session";

	/** What the tests run with: the default. */
	private static final Duration IDLE = Duration.ofMinutes(30);

	@Test
	void pageThenKnowsWhenTheSessionEndsAndWhereToComeBackTo() {
		Element ending = this.browser.open("/account/profile").document().getElementById("ending");
		assertThat(ending.hasAttr("hidden")).isTrue();
		assertThat(ending.attr("role")).isEqualTo("alertdialog");
		assertThat(ending.attr("data-back")).isEqualTo("/account/profile");
		assertThat(Integer.parseInt(ending.attr("data-seconds"))).isBetween(1740, 1800);
		assertThat(this.actors.browser().open("/signin").document().getElementById("ending")).isNull();
	}

	@Test
	void consentPageThenComesBackToTheSameRequest() {
		RelyingParty app = this.actors.app();
		Page consent = app.authorize(this.browser, app.request());
		Element ending = consent.document().getElementById("ending");
		assertThat(ending.attr("data-back"))
			.isEqualTo(consent.address().getPath() + "?" + consent.address().getQuery());
		this.clock.advance(Duration.ofMinutes(29));
		this.browser.open("/account");
		this.clock.advance(IDLE.plusSeconds(1));
		assertThat(this.browser.open(ending.attr("data-back")).status()).as("the request is over as well")
			.isEqualTo(400);
	}

	@Test
	void askThenTellsTheTruthAndIsNoUse() {
		this.clock.advance(Duration.ofMinutes(28));
		assertThat(ask().path("seconds").asInt()).isBetween(60, 120);
		assertThat(ask().path("last").asBoolean()).isFalse();
		this.clock.advance(Duration.ofMinutes(2).plusSeconds(1));
		assertThat(ask().path("seconds").asInt()).isZero();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void stayThenTheSessionLastsAsLongAsIfAPageHadBeenOpened() {
		this.clock.advance(Duration.ofMinutes(29));
		Page stayed = stay(ask().path("token").asString());
		assertThat(json(stayed).path("seconds").asInt()).isBetween(1740, 1800);
		this.clock.advance(Duration.ofMinutes(29));
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void stayWhenTheSessionIsOverThenSaysSoAndNothingComesBack() {
		String token = ask().path("token").asString();
		this.clock.advance(IDLE.plusSeconds(1));
		assertThat(json(stay(token)).path("seconds").asInt()).isZero();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "undefined" })
	void stayWhenTokenIsNoneThenRefused(String token) {
		assertThat(stay(token).status()).isEqualTo(403);
	}

	@Test
	void askWhenTheAbsoluteLimitIsNearThenSaysThatStayingIsNoUse() {
		for (int i = 0; i < 27; i++) {
			this.clock.advance(Duration.ofMinutes(26));
			this.browser.open("/account");
		}
		assertThat(ask().path("last").asBoolean()).isTrue();
		assertThat(ask().path("seconds").asInt()).isBetween(900, 1080);
		assertThat(this.browser.open("/account").document().getElementById("ending").attr("data-last"))
			.isEqualTo("true");
	}

	@ParameterizedTest
	@CsvSource({ "/account, /account", "/account/profile, /account/profile",
			"/account/security/authenticator, /account/security/authenticator",
			"/account/activity?before=2026-11-25T10:00:00Z, /account/activity?before=2026-11-25T10:00:00Z",
			"/account/activity?before=%0d%0aSet-Cookie:x, /account/activity", "/account/nothing/at/all, /account",
			"/account/sessions?x=//evil.example, /account/sessions",
			"/device?user_code=ABCD-EFGH, /device?user_code=ABCD-EFGH" })
	void openWhenTheSessionHasEndedThenComesBackToTheSamePage(String page, String back) {
		this.clock.advance(IDLE.plusSeconds(1));
		Page signIn = this.browser.open(page);
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		Page there = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(there.address().getPath()
				+ ((there.address().getQuery() != null) ? "?" + there.address().getQuery() : ""))
			.isEqualTo(back);
		assertThat(there.status()).isEqualTo(200);
	}

	@Test
	void postWhenTheSessionHasEndedThenComesBackToThatPartAndNothingWasDone() {
		Browser other = this.actors.signedIn(this.person);
		this.clock.advance(Duration.ofMinutes(20));
		other.open("/account");
		Page page = this.browser.open("/account/sessions");
		this.clock.advance(Duration.ofMinutes(20));
		other.open("/account");
		this.clock.advance(Duration.ofMinutes(11));
		String token = page.csrf();
		Page signIn = this.browser.post("/account/sessions/end-others", Map.of("_csrf", token));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(other.open("/account").address().getPath()).isEqualTo("/account");
		assertThat(this.actors.signIn(this.browser, signIn, this.person).address().getPath())
			.isEqualTo("/account/sessions");
	}

	private JsonNode ask() {
		return json(this.browser.getJson(ASK));
	}

	private Page stay(String token) {
		return this.browser.postOnly(ASK, Map.of(), Map.of("Accept", "*/*", "X-CSRF-TOKEN", token));
	}

	private static JsonNode json(Page page) {
		assertThat(page.status()).isEqualTo(200);
		return JsonMapper.shared().readTree(page.document().body().text());
	}

}
