package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.credential.Passwords;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.throttle.Throttles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The second step of a sign-in: no session is open before, and none without it.
 */
@SignetTest
class SecondFactorFlowTests {

	private static final String SESSION = "signet-session";

	private static final String ATTEMPT = "signet-attempt";

	/** Set in the environment of the tests: its holders need a second factor. */
	private static final String CAREFUL = "CAREFUL";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private Account person;

	private TestAuthenticator phone;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.actors.consented(this.person, this.app);
		this.phone = TestAuthenticator.of(this.person.id(), this.beans);
		this.browser = this.actors.browser();
	}

	@Test
	void setUpWhenTheSessionItBeganFromIsOverThenNothingIsAdded() {
		Account leaving = this.actors.person("USER");
		Browser shared = this.actors.signedIn(leaving);
		Page offer = shared.open("/signin/step-up");
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		String sealed = offer.document().selectFirst("input[name=sealed]").val();
		shared.post("/signout", Map.of("_csrf", shared.open("/account/sessions").csrf()));
		assertThat(shared.open("/signin/set-up").status()).isEqualTo(400);
		String csrf = shared.open("/signin").csrf();
		Page answer = shared.post("/signin/set-up", Map.of("_csrf", csrf, "sealed", sealed, "code", phone.shown()));
		assertThat(answer.document().select(".codes code")).isEmpty();
		assertThat(this.beans.getBean(SecondFactors.class).existFor(leaving.id())).isFalse();
	}

	@Test
	void setUpWhenAnAppWaitsForItThenThereIsNoWayPast() {
		Browser signedIn = this.actors.signedIn(this.actors.person("USER"));
		Page offer = this.app.authorize(signedIn, this.app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		assertThat(offer.document().selectFirst("#later")).isNull();
	}

	@Test
	void signInWhenPersonHasAnAppThenAsksForItsCodeAndGoesOnToTheClient() {
		Page second = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()),
				this.person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(second.document().select("#code[autocomplete=one-time-code][inputmode=numeric]")).hasSize(1);
		assertThat(second.header("Cache-Control").orElse("")).contains("no-store");
		Page answer = this.browser.submit(second, this.phone.form());
		Map<String, Object> idToken = RelyingParty.claims(this.app.redeem(answer.answer().get("code")).idToken());
		assertThat(idToken).containsEntry("acr", "urn:signet:acr:2fa")
			.containsEntry("amr", List.of("pwd", "otp", "mfa"));
		assertThat(this.browser.cookies()).containsKey(SESSION).doesNotContainKey(ATTEMPT);
	}

	@Test
	void secondStepWhenNotDoneThenNothingOfThePersonIsReadableAndNoCodeIsGiven() {
		firstStep();
		assertThat(this.browser.cookies()).containsKey(ATTEMPT).doesNotContainKey(SESSION);
		assertThat(sessions()).isZero();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.app.authorize(this.browser, this.app.request(Map.of("prompt", "none"))).answer())
			.containsEntry("error", "login_required");
		this.browser.setCookie(SESSION, this.browser.cookies().get(ATTEMPT));
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void codeWhenWrongThenSaysSoAndAfterFiveTheSignInIsOver() {
		Page second = firstStep();
		for (int i = 0; i < 5; i++) {
			second = this.browser.submit(second, Map.of("code", this.phone.wrong()));
			assertThat(second.document().select("#code-error").text()).contains("wrong");
		}
		Page over = this.browser.submit(second, this.phone.form());
		assertThat(over.status()).isEqualTo(400);
		assertThat(over.document().text()).contains("Please start again");
		Page again = this.browser.open(over.document().selectFirst("main a[href^=/signin]").attr("href"));
		assertThat(this.browser.submit(this.actors.signIn(this.browser, again, this.person), this.phone.form())
			.address()
			.getPath()).isEqualTo("/account");
	}

	@Test
	void codeWhenTenWereWrongInSeveralSignInsThenNoMoreIsLookedAtForAWhile() {
		for (int i = 0; i < 2; i++) {
			Page second = firstStep();
			for (int j = 0; j < 5; j++) {
				second = this.browser.submit(second, Map.of("code", this.phone.wrong()));
			}
			this.browser = this.actors.browser();
		}
		Page limited = this.browser.submit(firstStep(), this.phone.form());
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().select("#code-error").text()).contains("15 minutes");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		this.clock.advance(Duration.ofMinutes(15));
		assertThat(this.browser.submit(firstStep(), this.phone.form()).address().getPath()).isEqualTo("/account");
	}

	/** Who knows the password does not keep the owner out. */
	@Test
	void codeWhenSomebodyUsedUpTheRoomThenTheOwnerHasTheirOwnInAKnownBrowser() {
		Browser own = this.browser;
		own.submit(firstStep(), this.phone.form());
		own.restart();
		guessTenTimes(this.actors::browser);
		this.browser = this.actors.browser();
		assertThat(this.browser.submit(firstStep(), this.phone.form()).status()).isEqualTo(429);
		this.browser = own;
		assertThat(own.submit(firstStep(), this.phone.form()).address().getPath()).isEqualTo("/account");
		own.restart();
		guessTenTimes(() -> own);
		assertThat(own.submit(firstStep(), this.phone.form()).status()).as("no more than others").isEqualTo(429);
		this.beans.getBean(Throttles.class).lift(this.person, this.person.id());
		assertThat(own.submit(firstStep(), this.phone.form()).address().getPath()).isEqualTo("/account");
	}

	@Test
	void codeWhenEmptyThenAsksAgainAndCountsNoTry() {
		Page second = firstStep();
		for (int i = 0; i < 6; i++) {
			second = this.browser.submit(second, Map.of("code", " "));
		}
		assertThat(this.browser.submit(second, this.phone.form()).address().getPath()).isEqualTo("/account");
	}

	@Test
	void attemptWhenTakenToAnotherBrowserThenWorthless() {
		firstStep();
		Browser thief = this.actors.browser();
		thief.open("/signin");
		thief.setCookie(ATTEMPT, this.browser.cookies().get(ATTEMPT));
		assertThat(thief.open("/signin/second").status()).isEqualTo(400);
	}

	@Test
	void attemptWhenPlantedByOneWhoKnowsAnotherPasswordThenOpensThatAccountOnly() {
		Account attacker = this.actors.person("USER");
		TestAuthenticator attackersPhone = TestAuthenticator.of(attacker.id(), this.beans);
		Page second = firstStep();
		this.actors.signIn(this.browser, this.browser.open("/signin"), attacker);
		Page wrong = this.browser.submit(second, this.phone.form());
		assertThat(wrong.document().text()).contains("wrong", attacker.username());
		Page in = this.browser.submit(wrong, attackersPhone.form());
		assertThat(in.document().text()).contains(attacker.emailAddress()).doesNotContain(this.person.emailAddress());
	}

	@Test
	void attemptWhenTooOldThenStartsAgainWithTheSameRequest() {
		Page second = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()),
				this.person);
		this.clock.advance(Duration.ofMinutes(11));
		Page over = this.browser.submit(second, this.phone.form());
		assertThat(over.status()).isEqualTo(400);
		Page signIn = this.browser.open(over.document().selectFirst("main a[href^=/signin]").attr("href"));
		Page answer = this.browser.submit(this.actors.signIn(this.browser, signIn, this.person), this.phone.form());
		assertThat(answer.answer()).containsKey("code");
	}

	@Test
	void secondStepWhenPostedAgainThenGoesOnAsTheFirstTime() {
		Page second = firstStep();
		Map<String, String> form = this.phone.form();
		assertThat(this.browser.submit(second, form).address().getPath()).isEqualTo("/account");
		Page back = this.browser.submit(second, form);
		assertThat(back.address().getPath()).as("double click").isEqualTo("/account");
		assertThat(this.browser.open("/signin/second").address().getPath()).as("back button").isEqualTo("/account");
		assertThat(sessions()).isOne();
	}

	@Test
	void secondStepWhenTwoTabsThenEachGetsItsOwnAnswer() {
		Map<String, String> one = this.app.request();
		Map<String, String> other = this.app.request();
		Page first = this.actors.signIn(this.browser, this.app.authorize(this.browser, one), this.person);
		Page second = this.actors.signIn(this.browser, this.app.authorize(this.browser, other), this.person);
		assertThat(this.browser.submit(first, this.phone.form()).answer()).containsEntry("state", one.get("state"));
		assertThat(this.browser.open(second.address().toString()).answer()).containsEntry("state", other.get("state"));
	}

	@Test
	void signInWhenRememberedThenTheSessionOutlivesTheBrowser() {
		Page second = this.browser.submit(this.browser.open("/signin"),
				Map.of("login", this.person.username(), "password", Actors.PASSWORD, "remember", "true"));
		this.browser.submit(second, this.phone.form());
		this.browser.restart();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenAccountIsDisabledBetweenTheStepsThenNoSession() {
		Page second = firstStep();
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		assertThat(this.browser.submit(second, this.phone.form()).status()).isEqualTo(400);
		assertThat(sessions()).isZero();
	}

	@Test
	void signInWhenThePasswordIsChangedBetweenTheStepsThenNoSession() {
		Page second = firstStep();
		Passwords passwords = this.beans.getBean(Passwords.class);
		passwords.change(this.person.id(), passwords.hash("another horse with batteries"));
		assertThat(this.browser.submit(second, this.phone.form()).status()).isEqualTo(400);
		assertThat(sessions()).isZero();
	}

	@Test
	void signInAgainWhenSessionHasBothThenBothAreAskedAndTheSessionIsTheSame() {
		this.browser.submit(firstStep(), this.phone.form());
		String before = this.browser.cookies().get(SESSION);
		Page signIn = this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")));
		Page second = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.browser.submit(second, this.phone.form()).answer()).containsKey("code");
		assertThat(this.browser.cookies().get(SESSION)).isNotEqualTo(before);
		assertThat(sessions()).isOne();
	}

	@Test
	void recoveryCodeWhenAppIsLostThenSignsInOnce() {
		String code = TestAuthenticator.recoveryCodes(this.person.id(), this.beans).get(0);
		Page second = firstStep();
		Page recovery = this.browser
			.open(second.document().selectFirst("main a[href^=/signin/second?with=recovery]").attr("href"));
		assertThat(recovery.document().select("main a[href^=/signin/second?with=app]")).hasSize(1);
		assertThat(recovery.document().select("main a[href^=/signin/second?with=recovery]")).isEmpty();
		assertThat(this.browser.submit(recovery, Map.of("code", code.toLowerCase())).address().getPath())
			.isEqualTo("/account");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(9);
		assertThat(this.actors.events(this.person.id())).contains("credential.recovery-code-used");
		this.browser = this.actors.browser();
		assertThat(this.browser.submit(firstStep(), Map.of("code", code)).document().text()).contains("wrong");
		assertThat(this.actors.events(this.person.id())).contains("signin.second-factor-failed");
	}

	@Test
	void secondStepWhenWayIsUnknownThenShowsTheFirst() {
		firstStep();
		Page page = this.browser.open("/signin/second?with=nonsense");
		assertThat(page.document().select("#code[autocomplete=one-time-code]")).hasSize(1);
		assertThat(page.document().select("main a[href^=/signin/second?with=recovery]")).hasSize(1);
	}

	@Test
	void signInWhenPolicyWantsAFactorAndThereIsNoneThenItIsSetUpBeforeAnySessionOpens() {
		Account careful = this.actors.person("USER", CAREFUL);
		Page offer = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()), careful);
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		assertThat(offer.document().select("svg.qr path").attr("d")).startsWith("M4,4h1v1h-1z");
		assertThat(offer.document().selectFirst("a[href^=otpauth]").attr("href")).contains(careful.username());
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		TestAuthenticator app = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		Page wrong = this.browser.submit(offer, Map.of("code", app.wrong()));
		assertThat(wrong.document().selectFirst("#secret").text()).as("the same picture")
			.isEqualTo(offer.document().selectFirst("#secret").text());
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		Page codes = this.actors.recoveryCodes(this.browser, this.browser.submit(wrong, Map.of("code", app.shown())));
		assertThat(codes.document().select(".codes code")).hasSize(10);
		Page consent = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		Page answer = this.actors.allowAll(this.browser, consent);
		assertThat(RelyingParty.claims(this.app.redeem(answer.answer().get("code")).idToken())).containsEntry("acr",
				"urn:signet:acr:2fa");
	}

	@Test
	void setUpWhenSentTwiceThenTheCodesStillComeAndThenTheApp() {
		Account careful = this.actors.person("USER", CAREFUL);
		Page offer = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()), careful);
		TestAuthenticator app = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		Map<String, String> form = Map.of("code", app.shown());
		this.browser.submitOnly(offer, form);
		Page first = this.browser.submit(offer, form);
		assertThat(first.address().getPath()).isEqualTo("/signin/codes");
		Page codes = this.actors.recoveryCodes(this.browser, first);
		Page again = this.actors.recoveryCodes(this.browser, first);
		List<String> shown = again.document().select(".codes code").eachText();
		assertThat(shown).hasSize(10).isEqualTo(codes.document().select(".codes code").eachText());
		assertThat(this.beans.getBean(RecoveryCodes.class).use(careful.id(), shown.get(9))).isTrue();
		Page consent = this.browser.open(again.document().selectFirst("#onwards").attr("href"));
		assertThat(this.actors.allowAll(this.browser, consent).answer()).containsKey("code");
		assertThat(this.browser.open("/signin/codes").address().getPath()).as("once").isEqualTo("/account");
	}

	@Test
	void setUpWhenTheCodesWereNotLookedAtThenTheyAreMissedOnTheOverview() {
		Account careful = this.actors.person("USER", CAREFUL);
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin"), careful);
		TestAuthenticator app = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		this.browser.submit(offer, Map.of("code", app.shown()));
		assertThat(this.browser.open("/account").document().text()).contains("You have no recovery codes");
		assertThat(this.browser.open("/signin/codes").address().getPath()).isEqualTo("/signin/codes");
		this.clock.advance(Duration.ofMinutes(16));
		assertThat(this.browser.open("/signin/codes").address().getPath()).as("by a fresh sign-in only")
			.isEqualTo("/account");
		assertThat(this.actors.browser().open("/signin/codes").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void setUpWhenPersonHasAnAppByNowThenItsCodeIsAskedInstead() {
		Account careful = this.actors.person("USER", CAREFUL);
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin"), careful);
		TestAuthenticator.of(careful.id(), this.beans);
		TestAuthenticator attackers = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(),
				this.beans);
		Page asked = this.browser.submit(offer, Map.of("code", attackers.shown()));
		assertThat(asked.address().getPath()).isEqualTo("/signin/second");
		assertThat(asked.document().select("#secret")).isEmpty();
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	private void guessTenTimes(Supplier<Browser> where) {
		for (int i = 0; i < 2; i++) {
			this.browser = where.get();
			Page second = firstStep();
			for (int j = 0; j < 5; j++) {
				second = this.browser.submit(second, Map.of("code", this.phone.wrong()));
			}
		}
	}

	private Page firstStep() {
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		return second;
	}

	private int sessions() {
		return this.jdbc
			.sql("select count(*) from sessions where account_id = :person and factor_methods[2] is not null")
			.param("person", this.person.id().value())
			.query(Integer.class)
			.single();
	}

}
