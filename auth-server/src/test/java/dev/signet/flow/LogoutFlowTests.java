package dev.signet.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing out, here, everywhere and from an app (RP-Initiated Logout 1.0 §2).
 */
@SignetTest
class LogoutFlowTests {

	private static final String AFTER = "https://app.test/";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private RefusedRequests refusedRequests;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	private String idToken;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app(TestClients.confidential().name("Northwind"));
		this.browser = this.actors.consented(this.person, this.app);
		this.idToken = this.app.redeem(this.app.code(this.browser)).idToken();
	}

	@Test
	void logoutWhenProvedThenSignedOutAndBackAtTheApp() {
		Page page = logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER, "state", "a b&c"));
		assertThat(page.left()).hasToString(AFTER + "?state=a+b%26c");
		assertSignedOut();
	}

	@Test
	void logoutWhenNoHintThenAsksWithOneButtonAndThenReturns() {
		Page page = logout(Map.of("client_id", this.app.clientId(), "post_logout_redirect_uri", AFTER));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.document().text()).contains(this.person.username()).contains("Northwind");
		assertSignedIn();
		Page done = this.browser.submit(page, Map.of("post_logout_redirect_uri", AFTER));
		assertThat(done.left()).hasToString(AFTER);
		assertSignedOut();
	}

	@Test
	void logoutWhenNothingIsSaidThenAsksAndEndsOnOurPage() {
		Page done = this.browser.submit(logout(Map.of()), Map.of());
		assertThat(done.address().getPath()).isEqualTo("/signed-out");
		assertThat(done.status()).isEqualTo(200);
		assertSignedOut();
	}

	@Test
	void logoutWhenHintIsOfAnotherPersonThenAsksAndNamesTheCurrentOne() {
		Account other = this.actors.person();
		Browser theirs = this.actors.consented(other, this.app);
		String hint = this.app.redeem(this.app.code(theirs)).idToken();
		Page page = logout(Map.of("id_token_hint", hint, "post_logout_redirect_uri", AFTER));
		assertThat(page.document().text()).contains(this.person.username()).doesNotContain(other.username());
		assertSignedIn();
	}

	@Test
	void logoutWhenRedirectUriIsNotRegisteredThenAsksAndStays() {
		Page page = logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", "https://evil.test/"));
		assertThat(page.document().text()).contains("not registered").doesNotContain("evil.test");
		assertRemembered(page, Refusal.POST_LOGOUT_REDIRECT_URI_UNKNOWN, this.app.clientId());
		assertSignedIn();
		Page done = this.browser.submit(page, Map.of());
		assertThat(done.address().getPath()).isEqualTo("/signed-out");
		assertThat(done.left()).isNull();
		assertSignedOut();
	}

	@Test
	void logoutWhenPostLogoutRedirectUriHasMoreThanIsRegisteredThenAsks() {
		Page page = logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER + "?foo=bar"));
		assertThat(page.document().text()).contains("not registered");
		assertSignedIn();
	}

	@Test
	void logoutWhenRedirectUriWithoutHintAndClientThenAsksAndStays() {
		Page page = logout(Map.of("post_logout_redirect_uri", AFTER));
		assertThat(this.browser.submit(page, Map.of()).left()).isNull();
		assertSignedOut();
	}

	@Test
	void logoutWhenHintHasExpiredButTheSessionLivesThenSignedOut() {
		this.clock.advance(Duration.ofMinutes(20));
		assertThat(logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER)).left())
			.hasToString(AFTER);
		assertSignedOut();
	}

	@Test
	void logoutWhenHintIsOfAnotherSessionOfThePersonThenAsks() {
		Browser elsewhere = this.actors.signedIn(this.person);
		String hint = this.app.redeem(this.app.code(elsewhere)).idToken();
		assertThat(logout(Map.of("id_token_hint", hint, "post_logout_redirect_uri", AFTER)).document().text())
			.contains(this.person.username());
		assertSignedIn();
		assertThat(elsewhere.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void logoutWhenHintWasGivenToAnotherClientThenAsksAndStays() {
		RelyingParty other = this.actors.app();
		Page page = logout(Map.of("id_token_hint", this.idToken, "client_id", other.clientId(),
				"post_logout_redirect_uri", AFTER));
		assertThat(page.document().select(".alert").text()).contains("did not prove");
		assertRemembered(page, Refusal.LOGOUT_HINT_OF_ANOTHER_CLIENT, other.clientId());
		assertSignedIn();
		assertThat(this.browser.submit(page, Map.of("post_logout_redirect_uri", AFTER)).left()).isNull();
	}

	@Test
	void logoutWhenParameterIsSentTwiceThenDecidesNothing() {
		Page page = this.browser.open("/connect/logout?"
				+ Browser.encode(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER))
				+ "&post_logout_redirect_uri=https%3A%2F%2Fapp.test%2F");
		assertThat(page.left()).isNull();
		assertSignedOut();
	}

	@Test
	void logoutWhenLogoutHintAndLocalesAreSentThenAcceptsThem() {
		assertThat(logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER, "logout_hint",
				this.person.username(), "ui_locales", "de fr"))
			.left()).hasToString(AFTER);
	}

	@Test
	void logoutWhenClientIsDisabledThenSignsOutAndStays() {
		TestClients.disable(this.beans,
				this.beans.getBean(Clients.class).findByClientId(this.app.clientId()).orElseThrow());
		assertThat(logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER)).left()).isNull();
		assertSignedOut();
	}

	@Test
	void logoutWhenHintIsGarbageThenAsks() {
		assertThat(logout(Map.of("id_token_hint", "garbage")).status()).isEqualTo(200);
		assertSignedIn();
	}

	@Test
	void logoutWhenHintIsForgedThenAsksAndStays() {
		for (String forged : List.of(Forger.unsigned(this.idToken),
				Forger.stranger().sign(this.idToken, (header, claims) -> {
				}))) {
			Page page = logout(Map.of("id_token_hint", forged, "post_logout_redirect_uri", AFTER));
			assertThat(page.left()).isNull();
			assertThat(page.document().text()).contains(this.person.username());
			assertSignedIn();
		}
	}

	@Test
	void logoutWhenOnlyStateIsSentThenAsksAndEndsOnOurPage() {
		Page done = this.browser.submit(logout(Map.of("state", "x")), Map.of());
		assertThat(done.address().getPath()).isEqualTo("/signed-out");
		assertSignedOut();
	}

	@Test
	void logoutWhenProvedAndNoRedirectUriThenSignedOutOnOurPage() {
		Page done = logout(Map.of("id_token_hint", this.idToken));
		assertThat(done.address().getPath()).isEqualTo("/signed-out");
		assertSignedOut();
	}

	@Test
	void logoutWhenAlreadySignedOutThenNeverADeadEnd() {
		logout(Map.of("id_token_hint", this.idToken));
		assertThat(logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", AFTER)).left())
			.hasToString(AFTER);
		assertThat(logout(Map.of()).address().getPath()).isEqualTo("/signed-out");
	}

	@Test
	void logoutWhenPostedStateIsTooLongForAnAddressThenNeverADeadEnd() {
		Map<String, String> parameters = Map.of("id_token_hint", this.idToken, "client_id", this.app.clientId(),
				"post_logout_redirect_uri", AFTER, "state", "s".repeat(60_000));
		assertThat(this.browser.post("/connect/logout", parameters).left()).hasToString(AFTER);
		assertSignedOut();
		assertThat(this.browser.post("/connect/logout", parameters).left()).hasToString(AFTER);
	}

	@Test
	void logoutWhenPostedByAnotherSiteThenNobodyIsSignedOut() {
		Page page = this.browser.postOnly("/connect/logout", Map.of(),
				Map.of("Origin", "https://evil.test", "Sec-Fetch-Site", "cross-site"));
		assertThat(page.status()).isEqualTo(200);
		assertSignedIn();
	}

	@Test
	void signOutWhenPostedWithoutTokenThenRefusedAndSessionLives() {
		assertThat(this.browser.postOnly("/signout", Map.of(), Map.of()).status()).isEqualTo(403);
		assertSignedIn();
	}

	@Test
	void signOutEverywhereThenAllBrowsersAreSignedOut() {
		Browser elsewhere = this.actors.signedIn(this.person);
		Page account = elsewhere.open("/account/sessions");
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("_csrf", account.csrf());
		assertThat(elsewhere.post("/signout/everywhere", fields).address().getPath()).isEqualTo("/signed-out");
		assertSignedOut();
	}

	@Test
	void logoutWhenNothingIsWrongThenNothingIsRemembered() {
		Page page = logout(Map.of("client_id", this.app.clientId(), "post_logout_redirect_uri", AFTER));
		assertThat(page.document().select("#reference")).isEmpty();
		this.refusedRequests.flush();
		assertThat(this.refusedRequests.ofClient(this.app.clientId(), null, 10)).isEmpty();
	}

	/** By the button it is asked for once more, and not refused once more. */
	@Test
	void logoutWhenRefusedAndConfirmedThenRememberedOnce() {
		Page page = logout(Map.of("id_token_hint", this.idToken, "post_logout_redirect_uri", "https://evil.test/"));
		this.browser.submit(page, Map.of());
		this.refusedRequests.flush();
		assertThat(this.refusedRequests.ofClient(this.app.clientId(), null, 10)).singleElement()
			.satisfies((refused) -> {
				assertThat(refused.came()).isEqualTo("https://evil.test/");
				assertThat(refused.expected()).contains(AFTER);
			});
	}

	private void assertRemembered(Page page, Refusal refusal, String clientId) {
		String reference = page.document().select("#reference").text();
		this.refusedRequests.flush();
		assertThat(this.refusedRequests.find(reference)).hasValueSatisfying((refused) -> {
			assertThat(refused.name()).isEqualTo(refusal.name());
			assertThat(refused.endpoint()).isEqualTo("/connect/logout");
			assertThat(refused.clientId()).isEqualTo(clientId);
			assertThat(refused.toString()).doesNotContain(this.idToken);
		});
	}

	private Page logout(Map<String, String> parameters) {
		return this.browser.open("/connect/logout?" + Browser.encode(parameters));
	}

	private void assertSignedIn() {
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	private void assertSignedOut() {
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

}
