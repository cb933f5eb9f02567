package dev.signet.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.Accounts;
import dev.signet.credential.Passwords;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.passkey.Passkey;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import org.jsoup.nodes.Attribute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passkeys on the pages: as the only step of a sign-in, as its second step, and on the
 * page where a person keeps them.
 */
@SignetTest
class PasskeyFlowTests {

	private static final String SESSION = "signet-session";

	private static final String ADD = "/account/security/passkeys/add";

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

	@Autowired
	private SqlCounter sql;

	@Autowired
	private Passkeys passkeys;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.actors.consented(this.person, this.app);
		this.browser = this.actors.browser();
	}

	@Test
	void signInWhenByPasskeyThenItIsTheOnlyStepAndCountsAsTwoFactors() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.app.authorize(this.browser, this.app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(signIn.document().select("#login[autocomplete='username webauthn']")).hasSize(1);
		Map<String, Object> idToken = idToken(answer(signIn, passkey));
		assertThat(idToken).containsEntry("sub", this.person.id().toString())
			.containsEntry("acr", "urn:signet:acr:2fa")
			.containsEntry("amr", List.of("pop", "user", "mfa"));
		assertThat(this.jdbc.sql(
				"select details ->> 'method' from audit_events where account_id = :person and type = 'signin.succeeded'")
			.param("person", this.person.id().value())
			.query(String.class)
			.list()).contains("PASSKEY");
	}

	@Test
	void signInPageWithoutScriptsThenShowsNothingOfPasskeysAndLetsThePasswordIn() {
		Page signIn = this.browser.open("/signin");
		assertThat(signIn.document().select("form[data-passkey]:not([hidden])")).isEmpty();
		assertThat(signIn.document().select("form[data-passkey] button[type=button]")).hasSize(1);
		assertThat(signIn.document().select("script[src]")).extracting((script) -> script.attr("src"))
			.anyMatch((address) -> address.startsWith("/js/passkeys-"));
		assertThat(this.actors.signIn(this.browser, signIn, this.person).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenRememberedThenTheSessionOutlivesTheBrowser() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin?next=/account/security");
		Page done = this.browser.submit(signIn,
				Map.of("passkey", passkey.answer(question(signIn)), "remember", "true"));
		assertThat(done.address().getPath()).isEqualTo("/account/security");
		this.browser.restart();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPolicyWantsASecondFactorThenAPasskeyIsEnough() {
		Account careful = this.actors.person("USER", CAREFUL);
		TestPasskey passkey = TestPasskey.of(careful.id(), this.beans);
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPasskeyIsNotAcceptedThenSaysSoKeepsTheRequestAndOpensNoSession() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.app.authorize(this.browser, this.app.request());
		Page refused = answer(signIn, passkey.unverified());
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.document().select("[role=alert]").text()).contains("signs nobody in here");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		assertThat(this.actors.events(this.person.id())).contains("signin.failed");
		Page again = this.browser.open(refused.document().selectFirst("main a[href^=/signin]").attr("href"));
		assertThat(this.actors.signIn(this.browser, again, this.person).document().text()).contains("One more step");
	}

	@Test
	void signInWhenDisabledOrNothingThenTheSameAnswer() {
		TestPasskey disabled = TestPasskey.of(this.person.id(), this.beans);
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		Page refused = answer(this.browser.open("/signin"), disabled);
		assertThat(refused.document().select("[data-unknown-passkey]")).as("its owner may be back").isEmpty();
		assertThat(this.browser.submit(this.browser.open("/signin"), Map.of("passkey", "")).document().text())
			.isEqualTo(refused.document().text());
	}

	/** Else the time that an answer takes would tell whose account is off. */
	@Test
	void signInWhenNothingIsProvedThenTheSameStatementsWhetherOrNotTheAccountIsOff() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans).unverified();
		List<List<String>> costs = new ArrayList<>();
		costs.add(costOf(passkey));
		this.beans.getBean(Accounts.class).update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		costs.add(costOf(passkey));
		assertThat(costs.get(1)).isEqualTo(costs.get(0)).isNotEmpty();
	}

	private List<String> costOf(TestPasskey passkey) {
		Page signIn = this.browser.open("/signin");
		return this.sql.ofRequests(() -> assertThat(answer(signIn, passkey).status()).isEqualTo(400));
	}

	/** The device still offers what was removed here. */
	@Test
	void signInWhenNobodyHasThePasskeyThenSaysSoToTheBrowserTooAndOffersOtherWays() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		UUID id = this.passkeys.of(this.person.id()).get(0).id();
		this.passkeys.remove(this.person.id(), id);
		Page refused = answer(this.app.authorize(this.browser, this.app.request()), passkey);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.document().text()).contains("no longer known here");
		assertThat(refused.document().selectFirst("[data-unknown-passkey]").attributes()).contains(
				new Attribute("data-unknown-passkey", passkey.id()), new Attribute("data-relying-party", "localhost"));
		assertThat(refused.document().select("script[src^=/js/passkeys]")).hasSize(1);
		assertThat(refused.document().select("main a").eachAttr("href"))
			.anyMatch((link) -> link.startsWith("/signin?request="))
			.anyMatch((link) -> link.startsWith("/signin/mail?request="))
			.contains("/recover");
	}

	@Test
	void signInWhenAccountIsToBeDeletedThenTheDecisionComesBeforeAnySession() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		this.beans.getBean(AccountDeletion.class).ask(this.person.id());
		Page decision = answer(this.browser.open("/signin"), passkey);
		assertThat(decision.address().getPath()).isEqualTo("/signin/keep");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		assertThat(this.browser.submit(decision, Map.of("decision", "keep")).address().getPath()).isEqualTo("/account");
		this.browser = this.actors.browser();
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPageIsOpenForLongThenAsksAgainAndStillGoesOn() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.app.authorize(this.browser, this.app.request());
		this.clock.advance(Duration.ofMinutes(6));
		Page late = answer(signIn, passkey);
		assertThat(late.document().text()).contains("more than five minutes");
		Page again = this.browser.open(late.document().selectFirst("main a[href^=/signin]").attr("href"));
		assertThat(answer(again, passkey).answer()).containsKey("code");
	}

	@Test
	void signInWhenPostedAgainThenTheAnswerIsUsedUpAndTheSessionStays() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		Map<String, String> form = Map.of("passkey", passkey.answer(question(signIn)));
		assertThat(this.browser.submit(signIn, form).address().getPath()).isEqualTo("/account");
		assertThat(this.browser.submit(signIn, form).address().getPath()).as("double click").isEqualTo("/account");
		Browser thief = this.actors.browser();
		assertThat(thief.submit(thief.open("/signin"), form).status()).isEqualTo(400);
		assertThat(this.browser.open("/signin/passkey").address().getPath()).as("reloaded").isEqualTo("/account");
	}

	@Test
	void signInWhenTokenIsMissingThenNoSession() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		this.browser.post("/signin/passkey", Map.of("passkey", passkey.answer(question(signIn))));
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	@Test
	void signInWhenManyWereNotAcceptedThenNoMoreIsLookedAtForAWhile() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		for (int i = 0; i < 30; i++) {
			assertThat(this.browser.submitOnly(signIn, Map.of("passkey", "{}")).status()).isEqualTo(400);
		}
		Page limited = answer(this.browser.open("/signin"), passkey);
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().text()).contains("15 minutes");
		assertThat(this.actors.signIn(this.browser, this.browser.open("/signin"), this.person).address().getPath())
			.as("the other way is open")
			.isEqualTo("/signin/second");
		this.clock.advance(Duration.ofMinutes(15));
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	/** Many share an address, and anybody there can send what is none. */
	@Test
	void signInWhenTheNeighboursUsedUpTheRoomThenAKnownBrowserHasItsOwn() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		answer(this.browser.open("/signin"), passkey);
		this.browser.restart();
		Browser neighbour = this.actors.browser();
		Page theirs = neighbour.open("/signin");
		for (int i = 0; i < 30; i++) {
			assertThat(neighbour.submitOnly(theirs, Map.of("passkey", "{}")).status()).isEqualTo(400);
		}
		assertThat(neighbour.submitOnly(theirs, Map.of("passkey", "{}")).status()).isEqualTo(429);
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
		this.browser.restart();
		Page signIn = this.browser.open("/signin");
		for (int i = 0; i < 30; i++) {
			assertThat(this.browser.submitOnly(signIn, Map.of("passkey", "{}")).status()).isEqualTo(400);
		}
		assertThat(answer(this.browser.open("/signin"), passkey).status()).as("not without end").isEqualTo(429);
	}

	@Test
	void signInAgainWhenLoginIsAskedThenTheirPasskeysAreAskedForAndTheSessionIsTheSame() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Map<String, Object> before = idToken(answer(this.app.authorize(this.browser, this.app.request()), passkey));
		this.clock.advance(Duration.ofMinutes(1));
		Page again = this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")));
		assertThat(question(again)).contains(passkey.id());
		Map<String, Object> after = idToken(answer(again, passkey));
		assertThat(after).containsEntry("sid", before.get("sid"));
		assertThat(((Number) after.get("auth_time")).longValue())
			.isGreaterThanOrEqualTo(((Number) before.get("auth_time")).longValue() + 60);
		this.clock.advance(Duration.ofMinutes(1));
		Page old = this.app.authorize(this.browser, this.app.request(Map.of("max_age", "30")));
		assertThat(idToken(answer(old, passkey))).containsEntry("sid", before.get("sid"));
	}

	@Test
	void signInAgainWhenPersonHasNoPasskeyThenNoneIsAskedFor() {
		this.browser = this.actors.signedIn(this.person);
		Page again = this.app.authorize(this.browser, this.app.request(Map.of("prompt", "login")));
		assertThat(again.document().select("form[data-passkey]")).isEmpty();
	}

	@Test
	void signInAgainForAnOwnPageWhenByPasskeyThenBackThere() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		answer(this.browser.open("/signin"), passkey);
		this.clock.advance(Duration.ofMinutes(16));
		String id = this.passkeys.of(this.person.id()).get(0).id().toString();
		Page again = this.browser.open("/account/security/passkeys/" + id + "/remove");
		assertThat(again.address().getPath()).isEqualTo("/signin");
		assertThat(answer(again, passkey).address().getPath())
			.isEqualTo("/account/security/passkeys/" + id + "/remove");
	}

	@Test
	void signInWhenASecondFactorIsNeededThenAPasskeyIsSetUpBeforeAnySessionOpens() {
		Account careful = this.actors.person("USER", "CAREFUL");
		Page offer = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()), careful);
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		assertThat(offer.document().select("svg.qr")).as("the other way").hasSize(1);
		TestPasskey passkey = TestPasskey.fresh(this.beans);
		Page refused = this.browser.submit(offer,
				Map.of("passkey", TestPasskey.fresh(this.beans).unverified().make(question(offer))));
		assertThat(refused.document().select("[role=alert]").text()).contains("not accepted");
		assertThat(this.browser.open("/signin/set-up/passkey").address().getPath()).isEqualTo("/signin/set-up");
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		Page done = this.browser.submit(refused, Map.of("passkey", passkey.make(question(refused))));
		Page codes = this.actors.recoveryCodes(this.browser, done);
		assertThat(codes.document().select(".codes code")).hasSize(10);
		Page consent = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		assertThat(idToken(this.actors.allowAll(this.browser, consent))).containsEntry("acr", "urn:signet:acr:2fa")
			.containsEntry("amr", List.of("pwd", "pop", "user", "mfa"));
		this.browser = this.actors.browser();
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void setUpWhenPersonHasASecondFactorByNowThenThatIsAskedInstead() {
		Account careful = this.actors.person("USER", "CAREFUL");
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin"), careful);
		String attackers = TestPasskey.fresh(this.beans).make(question(offer));
		TestPasskey.of(careful.id(), this.beans);
		Page asked = this.browser.submit(offer, Map.of("passkey", attackers));
		assertThat(asked.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.passkeys.of(careful.id())).hasSize(1);
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	@Test
	void secondStepWhenPersonHasAPasskeyThenItIsAskedForAndTheOtherWaysAreLinked() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.app.authorize(this.browser, this.app.request()),
				this.person);
		assertThat(question(second)).contains(passkey.id());
		assertThat(second.document().select("main a[href^=/signin/second?with=]"))
			.extracting((link) -> link.attr("href").replaceAll(".*with=([a-z]+).*", "$1"))
			.containsExactly("app", "recovery");
		assertThat(second.document().select("[data-without-passkeys]:not([hidden])")).as("scripts off").hasSize(1);
		assertThat(idToken(answer(second, passkey))).containsEntry("amr", List.of("pwd", "pop", "user", "mfa"));
		this.browser = this.actors.browser();
		Page other = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		Page code = this.browser
			.open(other.document().selectFirst("main a[href^=/signin/second?with=app]").attr("href"));
		assertThat(this.browser.submit(code, phone.form()).address().getPath()).isEqualTo("/account");
	}

	@Test
	void secondStepWhenPasskeyIsOfAnotherPersonThenRefusedAndCounted() {
		TestPasskey.of(this.person.id(), this.beans);
		TestPasskey others = TestPasskey.of(this.actors.person("USER").id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		for (int i = 0; i < 5; i++) {
			second = answer(second, others);
			assertThat(second.document().select("#problem").text()).contains("not accepted");
		}
		assertThat(this.actors.events(this.person.id())).contains("signin.second-factor-failed");
		assertThat(answer(second, others).status()).as("five tries").isEqualTo(400);
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
	}

	@Test
	void secondStepWhenAnswerIsToTheSignInPageThenRefused() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Page signIn = this.browser.open("/signin");
		String answer = passkey.answer(question(signIn));
		Page second = this.actors.signIn(this.browser, signIn, this.person);
		assertThat(this.browser.submit(second, Map.of("passkey", answer)).document().select("#problem")).hasSize(1);
	}

	@Test
	void stepUpWhenByPasskeyThenTheSessionHasTwoFactorsAndIsFresh() {
		this.browser = this.actors.signedIn(this.person);
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		Map<String, Object> before = idToken(this.app.authorize(this.browser, this.app.request()));
		this.clock.advance(Duration.ofMinutes(20));
		Page second = this.app.authorize(this.browser, this.app.request(Map.of("acr_values", "urn:signet:acr:2fa")));
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		Instant asked = this.clock.instant();
		Map<String, Object> after = idToken(answer(second, passkey));
		assertThat(after).containsEntry("acr", "urn:signet:acr:2fa").containsEntry("sid", before.get("sid"));
		assertThat(((Number) after.get("auth_time")).longValue()).isGreaterThanOrEqualTo(asked.getEpochSecond());
	}

	@Test
	void addWhenItIsTheFirstFactorThenItCountsAndTheCodesAreShownOnce() {
		this.browser = this.actors.signedIn(this.person);
		TestPasskey passkey = TestPasskey.fresh(this.beans);
		Page add = this.browser.open(ADD);
		assertThat(add.document().select("form[data-passkey=create][hidden]")).hasSize(1);
		Page done = this.browser.submit(add, Map.of("passkey", passkey.make(question(add))));
		Page codes = this.actors.recoveryCodes(this.browser, done);
		assertThat(codes.document().select(".codes code")).hasSize(10);
		Page overview = this.browser.open(codes.document().selectFirst("#onwards").attr("href"));
		assertThat(overview.document().text()).contains("10 of your codes are left", "On one device");
		assertThat(this.actors.events(this.person.id())).contains("passkey.added", "credential.recovery-codes-made",
				"signin.second-factor-added");
		assertThat(this.browser.open("/account/activity").document().text()).contains("A passkey was added");
		this.browser = this.actors.browser();
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		Page recovery = this.browser
			.open(second.document().selectFirst("main a[href^=/signin/second?with=recovery]").attr("href"));
		assertThat(this.browser.submit(recovery, Map.of("code", codes.document().select(".codes code").get(0).text()))
			.address()
			.getPath()).isEqualTo("/account");
		this.browser = this.actors.browser();
		assertThat(answer(this.browser.open("/signin"), passkey).address().getPath()).isEqualTo("/account");
	}

	@Test
	void addWhenThereIsAFactorThenTheCodesStay() {
		TestPasskey.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		this.browser = this.actors.browser();
		List<String> codes = TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.browser.submit(
				this.browser
					.open(second.document().selectFirst("main a[href^=/signin/second?with=recovery]").attr("href")),
				Map.of("code", codes.get(0)));
		Page add = this.browser.open(ADD);
		Page done = this.browser.submit(add, Map.of("passkey", TestPasskey.fresh(this.beans).make(question(add))));
		assertThat(done.document().select("[role=status]").text()).contains("The passkey is added");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(9);
		Page app = this.browser.open("/account/security/authenticator");
		TestAuthenticator phone = TestAuthenticator.typed(app.document().selectFirst("#secret").text(), this.beans);
		assertThat(this.browser.submit(app, Map.of("code", phone.shown())).document().select("[role=status]").text())
			.contains("counts from now on");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isEqualTo(9);
	}

	@Test
	void addWhenAnswerIsNoneThenSaysSoWithANewQuestion() {
		this.browser = this.actors.signedIn(this.person);
		Page add = this.browser.open(ADD);
		for (String answer : List.of("", "{}", "x".repeat(30_000))) {
			Page again = this.browser.submit(add, Map.of("passkey", answer));
			assertThat(again.document().select("#problem").text()).contains("could not be added");
			assertThat(question(again)).isNotEqualTo(question(add));
		}
		assertThat(this.passkeys.of(this.person.id())).isEmpty();
	}

	@Test
	void pagesWhenSignInIsOldThenAskForItAgain() {
		this.browser = this.actors.signedIn(this.person);
		TestPasskey.of(this.person.id(), this.beans);
		String id = this.passkeys.of(this.person.id()).get(0).id().toString();
		this.clock.advance(Duration.ofMinutes(16));
		for (String page : List.of("add", id, id + "/remove")) {
			assertThat(this.browser.open("/account/security/passkeys/" + page).address().getPath())
				.isEqualTo("/signin");
		}
	}

	@Test
	void renameThenTheListSaysSo() {
		Page page = onPasskey();
		assertThat(page.document().selectFirst("#name").attr("value")).isEqualTo("A device");
		Page done = this.browser.submit(page, Map.of("name", "  Laptop <b> "));
		assertThat(done.document().select("[role=status]").text()).contains("new name");
		assertThat(done.document().select(".device").text()).contains("Laptop <b>");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "  ", "a\u0007b", "12345678901234567890123456789012345678901234567890123456789012345" })
	void renameWhenNameIsNoneThenSaysSoAndKeepsWhatWasTyped(String name) {
		Page page = onPasskey();
		Page again = this.browser.submit(page, Map.of("name", name));
		assertThat(again.document().select("#name-error").text()).startsWith("Please");
		assertThat(again.document().selectFirst("#name").attr("value")).isEqualTo(name.strip());
		assertThat(this.passkeys.of(this.person.id())).extracting(Passkey::name).containsExactly("A device");
	}

	@Test
	void removeWhenConfirmedThenThePasswordIsEnoughAndTheCodesAreGone() {
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Page page = onPasskey();
		Page ask = this.browser.open(page.document().selectFirst("#remove").attr("href"));
		assertThat(ask.document().text()).contains("password alone");
		Page done = press(ask);
		assertThat(done.document().select("[role=status]").text()).contains("no longer counts");
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isZero();
		assertThat(this.actors.events(this.person.id())).contains("passkey.removed");
		this.actors.signedIn(this.person);
	}

	@Test
	void removeWhenPasswordIsTooShortWithoutItThenNotUntilThereIsAnother() {
		Page page = onPasskey();
		this.beans.getBean(Passwords.class).set(this.person.id(), "k3j-99ax");
		String ask = "/account/security/passkeys/" + this.passkeys.of(this.person.id()).get(0).id() + "/remove";
		assertThat(this.browser.open(ask).document().select("[role=alert]").text()).contains("fewer than 15");
		this.browser.post(ask, token(page));
		assertThat(this.passkeys.of(this.person.id())).hasSize(1);
		TestAuthenticator.of(this.person.id(), this.beans);
		press(this.browser.open(ask));
		assertThat(this.passkeys.of(this.person.id())).isEmpty();
	}

	@Test
	void removeWhenItIsTheLastOneThatIsNeededThenNotUntilThereIsAnother() {
		this.person = this.actors.person("USER", CAREFUL);
		Page page = onPasskey();
		String ask = "/account/security/passkeys/" + this.passkeys.of(this.person.id()).get(0).id() + "/remove";
		assertThat(page.document().select("#remove")).isEmpty();
		assertThat(this.browser.open(ask).document().select("[role=alert]").text()).contains("the only one");
		this.browser.post(ask, token(page));
		assertThat(this.passkeys.of(this.person.id())).hasSize(1);
		TestAuthenticator.of(this.person.id(), this.beans);
		press(this.browser.open(ask));
		assertThat(this.passkeys.of(this.person.id())).isEmpty();
		assertThat(this.browser.open("/account/security").document().select("#remove")).as("the app is needed now")
			.isEmpty();
	}

	@Test
	void pagesWhenPasskeyIsOfAnotherThenNothingIsShownOrChanged() {
		Account other = this.actors.person("USER");
		TestPasskey.of(other.id(), this.beans);
		String theirs = "/account/security/passkeys/" + this.passkeys.of(other.id()).get(0).id();
		Page page = onPasskey();
		assertThat(this.browser.open(theirs).address().getPath()).isEqualTo("/account/security");
		assertThat(this.browser.open(theirs + "/remove").address().getPath()).isEqualTo("/account/security");
		Map<String, String> rename = Map.of("_csrf", token(page).get("_csrf"), "name", "Mine");
		this.browser.post(theirs, rename);
		this.browser.post(theirs + "/remove", token(page));
		assertThat(this.passkeys.of(other.id())).extracting(Passkey::name).containsExactly("A device");
		assertThat(this.browser.open("/account/security/passkeys/none").status()).isEqualTo(400);
	}

	private Page onPasskey() {
		TestPasskey passkey = TestPasskey.of(this.person.id(), this.beans);
		answer(this.browser.open("/signin"), passkey);
		return this.browser.open("/account/security/passkeys/" + this.passkeys.of(this.person.id()).get(0).id());
	}

	private Page answer(Page page, TestPasskey passkey) {
		return this.browser.submit(page, Map.of("passkey", passkey.answer(question(page))));
	}

	private Page press(Page page) {
		return this.browser.post(page.address().getPath(), token(page));
	}

	private static Map<String, String> token(Page page) {
		return Map.of("_csrf", page.csrf());
	}

	private static String question(Page page) {
		return page.document().selectFirst("form[data-passkey]").attr("data-question");
	}

	private Map<String, Object> idToken(Page page) {
		return RelyingParty.claims(this.app.redeem(page.answer().get("code")).idToken());
	}

}
