package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.PostalAddress;
import dev.signet.account.Profile;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person's own pages: profile, sessions, apps.
 */
class AccountPagesFlowTests extends SignedInPerson {

	@ParameterizedTest
	@ValueSource(strings = { "/account", "/account/profile", "/account/email", "/account/password", "/account/security",
			"/account/providers", "/account/sessions", "/account/apps", "/account/activity" })
	void openWhenSignedInThenPageWithItsSectionMarked(String path) {
		Page page = this.browser.open(path);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().select("nav [aria-current=page]").attr("href")).isEqualTo(path);
		assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(this.actors.browser().open(path).address().getPath()).isEqualTo("/signin");
	}

	@Test
	void saveWhenProfileIsRightThenStoredAndShownAgain() {
		Page saved = this.browser.submit(this.browser.open("/account/profile"),
				Map.of("givenName", " Ada ", "familyName", "King", "birthdate", "1815-12-10", "zoneinfo",
						"Europe/London", "locale", "de", "phoneNumber", "+44 20 7946 0000", "locality", "London"));
		assertThat(saved.document().select("[role=status]").text()).isEqualTo("Ihr Profil ist gespeichert.");
		Account now = this.accounts.find(this.person.id()).orElseThrow();
		assertThat(now.fullName()).isEqualTo("Ada King");
		assertThat(now.profile().birthdate()).isEqualTo("1815-12-10");
		assertThat(now.profile().locale()).isEqualTo("de");
		assertThat(now.profile().address()).isEqualTo(new PostalAddress(null, null, "London", null, null, null));
		assertThat(now.phoneNumber())
			.hasValueSatisfying((number) -> assertThat(number.value()).isEqualTo("+442079460000"));
		assertThat(now.phoneNumberVerified()).isFalse();
		assertThat(saved.document().select("select[name=zoneinfo] option[selected]").val()).isEqualTo("Europe/London");
	}

	@ParameterizedTest
	@CsvSource({ "givenName, a\u0007b", "birthdate, 31.12.1999", "website, javascript:alert(1)", "picture, /mine.png",
			"phoneNumber, 12", "zoneinfo, Europe/Atlantis", "locale, not a language", "country, ' \u0000 '" })
	void saveWhenOneFieldIsWrongThenSaysSoThereKeepsTheRestAndChangesNothing(String field, String value) {
		Map<String, String> typed = new HashMap<>(Map.of("nickname", "Countess"));
		typed.put(field, value.translateEscapes());
		Page page = this.browser.submit(this.browser.open("/account/profile"), typed);
		assertThat(page.document().title()).startsWith("Error: ");
		assertThat(page.document().getElementById(field + "-error")).isNotNull();
		assertThat(page.document().getElementById("nickname").val()).isEqualTo("Countess");
		assertThat(this.accounts.find(this.person.id()).orElseThrow().profile()).isEqualTo(this.person.profile());
	}

	@Test
	void endWhenSessionIsOnAnotherBrowserThenThatOneIsOverAndThisIsNot() {
		Browser other = this.actors.signedIn(this.person);
		Page list = this.browser.open("/account/sessions");
		Element end = list.document().selectFirst("form[action$=/end]");
		Page after = this.browser.post(end.attr("action"), Map.of("_csrf", end.select("input[name=_csrf]").val()));
		assertThat(after.document().select("[role=status]").text()).contains("has ended");
		assertThat(after.document().select(".sessions li")).hasSize(1);
		assertThat(other.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void endWhenSessionIsSomebodyElsesThenNothingHappens() {
		Account stranger = this.actors.person("USER");
		Browser theirs = this.actors.signedIn(stranger);
		Browser theirSecond = this.actors.signedIn(stranger);
		String action = theirs.open("/account/sessions").document().selectFirst("form[action$=/end]").attr("action");
		this.browser.post(action, Map.of("_csrf", csrf("/account/sessions")));
		assertThat(theirSecond.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void endOthersThenOnlyThisBrowserStaysSignedIn() {
		Browser second = this.actors.signedIn(this.person);
		Browser third = this.actors.signedIn(this.person);
		Page after = this.browser.post("/account/sessions/end-others", Map.of("_csrf", csrf("/account/sessions")));
		assertThat(after.document().select(".sessions li")).hasSize(1);
		assertThat(second.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(third.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void endWhenSessionIsRememberedThenItIsListedAsSuchAndItsCookieIsWorthless() {
		Browser remembered = this.actors.browser();
		remembered.submit(remembered.open("/signin"),
				Map.of("login", this.person.username(), "password", Actors.PASSWORD, "remember", "true"));
		remembered.restart();
		assertThat(remembered.open("/account").address().getPath()).isEqualTo("/account");
		Document list = this.browser.open("/account/sessions").document();
		assertThat(list.select(".sessions li:contains(Stays signed in)")).hasSize(1);
		Element end = list.selectFirst(".sessions li:contains(Stays signed in) form[action$=/end]");
		this.browser.post(end.attr("action"), Map.of("_csrf", end.select("input[name=_csrf]").val()));
		remembered.restart();
		assertThat(remembered.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void endAllThenNoBrowserStaysSignedIn() {
		Browser second = this.actors.signedIn(this.person);
		this.browser.post("/signout/everywhere", Map.of("_csrf", csrf("/account/sessions")));
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(second.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void sessionsWhenUsedForAnAppThenNameIt() {
		RelyingParty app = this.actors.app();
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		assertThat(this.browser.open("/account/sessions").document().select(".sessions li").text())
			.contains("Used for");
	}

	@Test
	void removeWhenAppHadAccessThenItsTokensEndAndItMustAskAgain() {
		RelyingParty app = this.actors.app();
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		RelyingParty.Answer tokens = app.redeem(app.code(this.browser));
		Page list = this.browser.open("/account/apps");
		assertThat(list.document().select("section.card")).hasSize(1);
		assertThat(list.document().select("section.card").text()).contains("Know who you are");
		Element remove = list.document().selectFirst("form[action$=/remove]");
		Page after = this.browser.post(remove.attr("action"),
				Map.of("_csrf", remove.select("input[name=_csrf]").val()));
		assertThat(after.document().select("form[action$=/remove]")).isEmpty();
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(app.userInfo(tokens.accessToken()).status()).isEqualTo(401);
		assertThat(app.authorize(this.browser, app.request()).address().getPath()).isEqualTo("/consent");
	}

	@Test
	void appsWhenTokensAreRenewedThenSaysSinceWhenAndWhenLast() {
		RelyingParty app = this.actors.app();
		Instant allowed = this.clock.instant();
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		RelyingParty.Answer tokens = app.redeem(app.code(this.browser));
		this.clock.advance(Duration.ofMinutes(20));
		Instant renewed = this.clock.instant();
		assertThat(app.refresh(tokens.refreshToken()).status()).isEqualTo(200);
		List<Instant> times = this.browser.open("/account/apps")
			.document()
			.select("section.card time")
			.eachAttr("datetime")
			.stream()
			.map(Instant::parse)
			.toList();
		assertThat(times).satisfiesExactly(
				(since) -> assertThat(since).isBetween(allowed.minusMillis(1), allowed.plusSeconds(60)),
				(last) -> assertThat(last).isBetween(renewed.minusMillis(1), renewed.plusSeconds(60)));
	}

	@Test
	void removeWhenAppIsVouchedForThenItsTokensEndToo() {
		RelyingParty app = this.actors.app(TestClients.confidential().firstParty());
		RelyingParty.Answer tokens = app.redeem(app.code(this.browser));
		Element remove = this.browser.open("/account/apps").document().selectFirst("form[action$=/remove]");
		this.browser.post(remove.attr("action"), Map.of("_csrf", remove.select("input[name=_csrf]").val()));
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(this.browser.open("/account/apps").document().select("form[action$=/remove]")).isEmpty();
	}

	@Test
	void appsWhenTheOperatorVouchesForOneThenItStartsASignInWhereItWantsUntilItIsDisabled() {
		TestClients portal = TestClients.confidential().initiateLoginUri(URI.create("https://portal.test/in"));
		RelyingParty app = this.actors.app(portal);
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		assertThat(this.browser.open("/account/apps").document().select("a.open").attr("href"))
			.startsWith("https://portal.test/in?iss=");
		TestClients.disable(this.beans, this.beans.getBean(Clients.class).findByClientId(app.clientId()).orElseThrow());
		Page disabled = this.browser.open("/account/apps");
		assertThat(disabled.document().select("section.card")).hasSize(1);
		assertThat(disabled.document().select("a.open")).isEmpty();
	}

	@Test
	void activityThenSaysWhatHappenedInWordsNewestFirst() {
		this.browser = this.actors.browser();
		this.browser.identify("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
		this.person = this.actors.person("USER");
		this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		RelyingParty app = this.actors.app();
		this.actors.allowAll(this.browser, app.authorize(this.browser, app.request()));
		this.clock.advance(Duration.ofMinutes(5));
		app.code(this.browser);
		Elements lines = this.browser.open("/account/activity").document().select("ol li");
		assertThat(lines.eachText())
			.satisfiesExactly(
					(line) -> assertThat(line).startsWith("Signed in to Test app from Firefox on Linux")
						.contains("Nothing was asked, because this browser already had a session since")
						.doesNotContain("Asked for"),
					(line) -> assertThat(line).startsWith("Signed in to Test app from Firefox on Linux")
						.endsWith("Asked for: password"),
					(line) -> assertThat(line).startsWith("Allowed ").endsWith("127.0.0.1"),
					(line) -> assertThat(line).startsWith("Signed in from Firefox on Linux")
						.endsWith("Asked for: password"),
					(line) -> assertThat(line).startsWith("Your account was made"));
	}

	@Test
	void activityWhenThereIsMuchThenPagesThatMissNothing() {
		for (int i = 0; i < 40; i++) {
			this.clock.advance(Duration.ofSeconds(1));
			String name = "Name " + i;
			this.accounts.update(this.person.id(),
					(account) -> account.changeProfile(Profile.named(name, null), this.clock.instant()));
		}
		this.clock.advance(Duration.ofSeconds(1));
		Document first = this.browser.open("/account/activity").document();
		assertThat(first.select("ol li")).hasSize(30);
		Document second = this.browser.open(first.selectFirst("nav.closing a").attr("href")).document();
		assertThat(second.select("ol li")).hasSize(12);
		assertThat(second.select("nav.closing a").eachText()).containsExactly("Newest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "0000-01-01T00:00:00Z", "%00", "999999999999" })
	void activityWhenMomentIsNoneThenShowsTheNewest(String before) {
		Page page = this.browser.open("/account/activity?before=" + before);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().select("ol li")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/account/profile", "/account/password", "/account/email", "/account/email/send",
			"/account/email/code", "/account/sessions/end-others",
			"/account/sessions/00000000-0000-0000-0000-000000000000/end",
			"/account/apps/00000000-0000-0000-0000-000000000000/remove" })
	void postWhenTokenOfTheFormIsMissingThenRefused(String path) {
		assertThat(this.browser.postOnly(path, Map.of(), Map.of()).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/account/sessions/none/end", "/account/apps/%00/remove" })
	void postWhenIdIsNoneThenRefusedAsBadRequest(String path) {
		assertThat(this.browser.postOnly(path, Map.of("_csrf", csrf("/account")), Map.of()).status()).isEqualTo(400);
	}

	private String csrf(String path) {
		return this.browser.open(path).csrf();
	}

}
