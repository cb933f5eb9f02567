package dev.signet.flow;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the client wants the person to do: {@code prompt}, {@code max_age} and the hints
 * (OpenID Connect Core 1.0 §3.1.2.1, Initiating User Registration via OpenID Connect
 * 1.0).
 */
@SignetTest
class PromptFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private SqlCounter sql;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.browser = this.actors.consented(this.person, this.app);
	}

	@Test
	void selectAccountWhenPersonContinuesThenCodeWithoutPassword() {
		Page choice = ask("prompt", "select_account");
		assertThat(choice.address().getPath()).isEqualTo("/signin/account");
		assertThat(choice.document().text()).contains("Continue as " + this.person.username());
		assertThat(idToken(choose(choice))).containsEntry("sub", this.person.id().toString());
		assertThat(ask("prompt", "select_account").address().getPath()).as("asked each time")
			.isEqualTo("/signin/account");
	}

	@Test
	void selectAccountWhenPersonUsesAnotherThenThatOneIsSignedIn() {
		Account other = this.actors.person("USER");
		Page choice = ask("prompt", "select_account");
		Page signIn = this.browser.open(choice.document().selectFirst("a[href^=/signin?]").attr("href"));
		assertThat(signIn.document().selectFirst("#login").attr("value")).isEmpty();
		Page consent = this.actors.signIn(this.browser, signIn, other);
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		assertThat(idToken(this.actors.allowAll(this.browser, consent))).containsEntry("sub", other.id().toString());
	}

	@Test
	void selectAccountWhenNobodyIsSignedInThenSigningInIsTheChoice() {
		Browser fresh = this.actors.browser();
		Page signIn = this.app.authorize(fresh, this.app.request(Map.of("prompt", "select_account")));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.actors.signIn(fresh, signIn, this.person).answer()).containsKey("code");
	}

	@Test
	void selectAccountWhenLoginIsAskedTooThenPasswordAfterTheChoice() {
		Page signIn = choose(ask("prompt", "select_account login"));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(this.actors.signIn(this.browser, signIn, this.person).answer()).containsKey("code");
	}

	@Test
	void selectAccountWhenSomebodyElseSignedInMeanwhileThenAskedAgain() {
		Page choice = ask("prompt", "select_account");
		Account other = this.actors.person("USER");
		Page elsewhere = this.browser
			.open("/signin?other=yes&request=" + choice.document().selectFirst("input[name=request]").attr("value"));
		this.browser.submitOnly(elsewhere, Map.of("login", other.username(), "password", Actors.PASSWORD));
		Page next = choose(choice);
		assertThat(next.left()).as("no code for the person who had left").isNull();
	}

	@Test
	void selectAccountWhenPageWasLeftOpenThenGoesOnByItself() {
		Page choice = ask("prompt", "select_account");
		this.clock.advance(Duration.ofMinutes(31));
		Page signIn = choose(choice);
		assertThat(signIn.address().getPath()).as("the session is over too").isEqualTo("/signin");
		assertThat(this.actors.signIn(this.browser, signIn, this.person).answer()).containsKey("code");
	}

	@Test
	void selectAccountWhenRequestIsOfNobodyThenSaysSo() {
		assertThat(this.browser.open("/signin/account?request=" + UUID.randomUUID()).status()).isEqualTo(400);
	}

	@Test
	void createWhenNobodyIsSignedInThenAccountIsMadeAndTheAppGetsItsCode() {
		Browser fresh = this.actors.browser();
		Page register = this.app.authorize(fresh, this.app.request(Map.of("prompt", "create")));
		assertThat(register.address().getPath()).isEqualTo("/register");
		assertThat(idToken(register(fresh, register))).containsEntry("acr", "urn:signet:acr:1fa");
	}

	@Test
	void createWhenSomebodyIsSignedInThenStillAsksForANewAccount() {
		Page register = ask("prompt", "create");
		assertThat(register.address().getPath()).isEqualTo("/register");
		assertThat(idToken(register(this.browser, register)).get("sub")).isNotEqualTo(this.person.id().toString());
	}

	@Test
	void createWhenPersonHasAnAccountThenMaySignInInstead() {
		Browser fresh = this.actors.browser();
		Page register = this.app.authorize(fresh, this.app.request(Map.of("prompt", "create")));
		Page signIn = fresh.open(register.document().selectFirst("a[href^=/signin]").attr("href"));
		assertThat(this.actors.signIn(fresh, signIn, this.person).answer()).containsKey("code");
	}

	@Test
	void createWhenPageWasLeftOpenThenGoesOnByItself() {
		Browser fresh = this.actors.browser();
		Page register = this.app.authorize(fresh, this.app.request(Map.of("prompt", "create")));
		this.clock.advance(Duration.ofMinutes(31));
		assertThat(register(fresh, register).answer()).containsKey("code");
	}

	@Test
	void loginWhenHintIsOfTheOneSignedInThenConfirmsThatOne() {
		Page signIn = ask("prompt", "login", "login_hint", this.person.emailAddress().toUpperCase());
		assertThat(signIn.document().selectFirst("#login[readonly]").attr("value")).isEqualTo(this.person.username());
	}

	@Test
	void loginHintWhenNobodyIsSignedInThenPrefillsWhetherItExistsOrNot() {
		for (String hint : new String[] { this.person.username(), "nobody-" + UUID.randomUUID(), "\"><b>x" }) {
			Browser fresh = this.actors.browser();
			Page signIn = this.app.authorize(fresh, this.app.request(Map.of("login_hint", hint)));
			assertThat(signIn.document().selectFirst("#login").attr("value")).isEqualTo(hint);
			assertThat(signIn.document().select("#login[readonly], [role=alert]:not([hidden])")).isEmpty();
		}
	}

	/** Else the time that an answer takes would tell who has an account. */
	@Test
	void loginHintWhenSomebodyIsSignedInThenNobodyIsLookedUpByIt() {
		String name = this.actors.person("USER").username();
		Page signIn = ask("prompt", "login", "login_hint", name);
		assertThat(this.sql.ofRequests(() -> this.browser.open(signIn.address().toString()))).isNotEmpty()
			.noneMatch((statement) -> statement.contains("username_normalised"));
	}

	@Test
	void loginHintWhenLongerThanAnyNameThenIgnored() {
		Page signIn = this.app.authorize(this.actors.browser(),
				this.app.request(Map.of("login_hint", "x".repeat(255))));
		assertThat(signIn.document().selectFirst("#login").attr("value")).isEmpty();
	}

	@Test
	void loginHintWhenOfAnotherPersonAndLoginIsAskedThenThatOneMaySignIn() {
		Account other = this.actors.person("USER");
		Page signIn = ask("prompt", "login", "login_hint", other.username());
		assertThat(signIn.document().selectFirst("#login:not([readonly])").attr("value")).isEqualTo(other.username());
	}

	@Test
	void idTokenHintWhenOfAnotherPersonThenThatOneMustSignIn() {
		String hint = this.app.redeem(this.app.code(this.browser)).idToken();
		Account stranger = this.actors.person("USER");
		Browser others = this.actors.consented(stranger, this.app);
		Page signIn = this.app.authorize(others, this.app.request(Map.of("id_token_hint", hint)));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
		assertThat(signIn.document().text()).contains("asks for another account than " + stranger.username());
		Page again = this.actors.signIn(others, signIn, stranger);
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(idToken(this.actors.signIn(others, again, this.person))).containsEntry("sub",
				this.person.id().toString());
	}

	@Test
	void maxAgeWhenOnlyTheClientSaysItThenThatCounts() {
		RelyingParty strict = this.actors
			.app(TestClients.confidential().firstParty().defaultMaxAge(Duration.ofMinutes(5)));
		assertThat(strict.authorize(this.browser, strict.request()).answer()).containsKey("code");
		this.clock.advance(Duration.ofMinutes(6));
		assertThat(strict.authorize(this.browser, strict.request()).address().getPath()).isEqualTo("/signin");
		assertThat(strict.authorize(this.browser, strict.request(Map.of("max_age", "600"))).answer())
			.containsKey("code");
	}

	@Test
	void displayWhenAnyThenTheOnePageThatThereIs() {
		Page signIn = this.app.authorize(this.actors.browser(), this.app.request(Map.of("display", "touch")));
		assertThat(signIn.address().getPath()).isEqualTo("/signin");
	}

	private Page ask(String... parameters) {
		Map<String, String> request = this.app.request();
		for (int i = 0; i < parameters.length; i += 2) {
			request.put(parameters[i], parameters[i + 1]);
		}
		return this.app.authorize(this.browser, request);
	}

	private Page choose(Page choice) {
		return this.browser.submit(choice,
				Map.of("account", choice.document().selectFirst("button[name=account]").attr("value")));
	}

	private Page register(Browser browser, Page page) {
		String name = "n" + UUID.randomUUID().toString().substring(0, 12);
		Page consent = browser.submit(page,
				Map.of("username", name, "email", name + "@example.test", "password", Actors.PASSWORD));
		assertThat(consent.address().getPath()).as(() -> consent.document().text()).isEqualTo("/consent");
		return this.actors.allowAll(browser, consent);
	}

	private Map<String, Object> idToken(Page page) {
		return RelyingParty.claims(this.app.redeem(page.answer().get("code")).idToken());
	}

}
