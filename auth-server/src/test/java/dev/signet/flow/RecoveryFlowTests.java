package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.credential.Passwords;
import dev.signet.credential.TestAuthenticator;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who forgot their password gets back in by their mailbox, and nobody else does.
 */
@SignetTest
class RecoveryFlowTests {

	private static final String NEW = "another horse with batteries";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Account person;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER");
		this.browser = this.actors.browser();
	}

	@Test
	void resetWhenLinkIsFollowedThenNewPasswordAndAllElseIsOver() {
		RelyingParty app = this.actors.app();
		Browser old = this.actors.consented(this.person, app);
		RelyingParty.Answer tokens = app.redeem(app.code(old));
		Page signIn = this.browser.open("/signin");
		String way = signIn.document().selectFirst("a[href^=/recover]").attr("href");
		this.clock.advance(Duration.ofSeconds(1));
		Page sent = this.browser.submit(this.browser.open(way), Map.of("login", this.person.username()));
		assertThat(sent.document().select("h1").text()).isEqualTo("Check your mail");
		String link = link(0);
		Page choose = this.actors.browser().open(link);
		assertThat(choose.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(choose.header("Referrer-Policy")).hasValue("no-referrer");
		Page done = this.browser.submit(this.browser.open(link), Map.of("password", NEW));
		assertThat(done.address().getPath()).isEqualTo("/signin");
		assertThat(done.document().select("[role=status]").text()).isEqualTo("Your password is set. Sign in with it.");
		assertThat(old.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(app.refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
		assertThat(this.browser.open("/account").address().getPath()).as("not signed in by it").isEqualTo("/signin");
		assertThat(this.passwords.matches(this.person.id(), Actors.PASSWORD)).isFalse();
		Page account = this.browser.submit(done, Map.of("login", this.person.username(), "password", NEW));
		assertThat(account.address().getPath()).isEqualTo("/account");
		assertThat(Mailbox.of(this.person.emailAddress()).await(2).get(1).subject())
			.isEqualTo("Your password was changed");
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("A new password was set by a link from your mail"))
			.anyMatch((line) -> line.startsWith("Somebody asked for a link") && line.contains("127.0.0.1"));
	}

	/** What was given for offline use has no session any more that could end. */
	@Test
	void resetWhenNoSessionIsLeftThenTokensForOfflineUseDieToo() {
		RelyingParty app = this.actors.app();
		Browser old = this.actors.consented(this.person, app);
		Page consent = app.authorize(old, app.request(Map.of("scope", "openid offline_access")));
		String refreshToken = app.redeem(this.actors.allowAll(old, consent).answer().get("code")).refreshToken();
		this.jdbc.sql("update sessions set ended_at = now(), end_reason = 'EXPIRED' where account_id = :account")
			.param("account", this.person.id().value())
			.update();
		this.clock.advance(Duration.ofSeconds(1));
		ask(this.person.username());
		this.browser.submit(this.browser.open(link(0)), Map.of("password", NEW));
		assertThat(app.refresh(refreshToken).error()).isEqualTo("invalid_grant");
	}

	@Test
	void resetWhenThereIsASecondFactorThenItIsStillAsked() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Mailbox.of(this.person.emailAddress()).await(1);
		ask(this.person.username());
		Page done = this.browser.submit(this.browser.open(link(1)), Map.of("password", NEW));
		Page second = this.browser.submit(done, Map.of("login", this.person.username(), "password", NEW));
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
	}

	@Test
	void resetWhenOwnerHadLockedTheAccountThenOpenAgain() {
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		ask(this.person.username());
		Mailbox.of(this.person.emailAddress()).await(2);
		Page done = this.browser.submit(this.browser.open(link(1)), Map.of("password", NEW));
		assertThat(
				this.browser.submit(done, Map.of("login", this.person.username(), "password", NEW)).address().getPath())
			.isEqualTo("/account");
	}

	@Test
	void askWhenNobodyOrUnprovedOrSwitchedOffThenTheSamePageAndNoMail() {
		Account unproved = this.actors.person("USER");
		Account off = this.actors.confirmed("USER");
		this.accounts.update(off.id(), (account) -> account.disable(this.clock.instant()));
		String known = ask(this.person.username()).response().body();
		for (String login : List.of("nobody-at-all", "nobody@example.test", unproved.username(), off.emailAddress(),
				"no\0body", "<script>", "two@example.test,three@example.test")) {
			assertThat(ask(login).response().body()).as(login).isEqualTo(known);
		}
		link(0);
		// By now those before have been worked off
		ask(this.person.username());
		Mailbox.of(this.person.emailAddress()).await(2);
		assertThat(Mailbox.of(unproved.emailAddress()).all()).isEmpty();
		assertThat(Mailbox.of(off.emailAddress()).all()).isEmpty();
	}

	@Test
	void askWhenAddressIsTypedOddlyThenOneMailToTheStoredOneOrNone() {
		ask("  " + this.person.emailAddress().toUpperCase(Locale.ROOT) + " ");
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		assertThat(mail.header("To")).contains(this.person.emailAddress());
		ask(this.person.emailAddress() + ",evil@example.test");
		ask(this.person.emailAddress() + "\r\nBcc: evil@example.test");
		ask(this.person.emailAddress().replace("@", "+x@"));
		ask(this.person.username());
		assertThat(Mailbox.of(this.person.emailAddress()).await(2)).hasSize(2);
		assertThat(Mailbox.of("evil@example.test").all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   " })
	void askWhenEmptyThenSaysSo(String login) {
		Page page = this.browser.submit(this.browser.open("/recover"), Map.of("login", login));
		assertThat(page.document().getElementById("login-error")).isNotNull();
	}

	@Test
	void askWhenTooLongThenSaysSo() {
		Page page = this.browser.submit(this.browser.open("/recover"), Map.of("login", "a".repeat(255)));
		assertThat(page.document().getElementById("login-error")).isNotNull();
	}

	@Test
	void askWhenTheOwnerToldNoLanguageThenThatOfThePage() {
		this.browser.submit(this.browser.open("/recover"), Map.of("language", "de"));
		ask(this.person.username());
		assertThat(Mailbox.of(this.person.emailAddress()).only().subject())
			.isEqualTo("Ein neues Passwort für Ihr Konto");
	}

	@Test
	void askWhenOftenThenThreeMailsAnAccountAndThePageStaysTheSame() {
		String first = ask(this.person.username()).response().body();
		for (int i = 0; i < 5; i++) {
			assertThat(ask(this.person.emailAddress()).response().body()).isEqualTo(first);
		}
		Account next = this.actors.confirmed("USER");
		ask(next.username());
		Mailbox.of(next.emailAddress()).only();
		assertThat(Mailbox.of(this.person.emailAddress()).await(3)).hasSize(3);
	}

	@Test
	void askWhenOneNetworkAsksForManyThenToldToWaitWhoeverIsMeant() {
		for (int i = 0; i < 20; i++) {
			assertThat(ask("nobody-" + i).status()).isEqualTo(200);
		}
		Page limited = ask("nobody");
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().getElementById("login").val()).isEqualTo("nobody");
		this.clock.advance(Duration.ofHours(1));
		assertThat(ask("nobody").status()).isEqualTo(200);
	}

	@Test
	void linkWhenUsedReplacedExpiredOrOvertakenThenGoneAndNobodyIsNamed() {
		ask(this.person.username());
		String first = link(0);
		ask(this.person.username());
		String second = link(1);
		assertGone(first);
		assertThat(this.browser.open(second).status()).isEqualTo(200);
		this.clock.advance(Duration.ofMinutes(30));
		assertGone(second);
		ask(this.person.username());
		String third = link(2);
		this.clock.advance(Duration.ofSeconds(1));
		this.actors.signedIn(this.person);
		assertGone(third);
		assertThat(this.passwords.matches(this.person.id(), Actors.PASSWORD)).isTrue();
	}

	@Test
	void linkWhenAccountWasSwitchedOffMeanwhileThenGone() {
		ask(this.person.username());
		String link = link(0);
		this.accounts.update(this.person.id(), (account) -> account.disable(this.clock.instant()));
		assertGone(link);
		this.accounts.update(this.person.id(), (account) -> account.enable(this.clock.instant()));
		assertGone(link);
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "address" })
	void linkWhenPasswordOrAddressWasChangedMeanwhileThenGone(String change) {
		ask(this.person.username());
		String link = link(0);
		if (change.equals("password")) {
			this.passwords.change(this.person.id(), this.passwords.hash(NEW));
		}
		else {
			this.accounts.changeEmail(this.person.id(), new EmailAddress("new-" + this.person.emailAddress()), false);
		}
		assertGone(link);
	}

	@Test
	void linkWhenOwnerLockedTheAccountMeanwhileThenOnlyANewOneOpensIt() {
		ask(this.person.username());
		String link = link(0);
		this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		assertGone(link);
		ask(this.person.username());
		assertThat(this.browser.open(link(1)).status()).isEqualTo(200);
	}

	@Test
	void linkWhenOpenedOftenThenNotUsedAndSecondUseIsRefused() {
		ask(this.person.username());
		String link = link(0);
		Page tab = this.browser.open(link);
		Page otherTab = this.browser.open(link);
		this.browser.fetch("HEAD", link, Map.of());
		assertThat(this.browser.submit(tab, Map.of("password", NEW)).address().getPath()).isEqualTo("/signin");
		Page late = this.browser.submit(otherTab, Map.of("password", "yet another horse here"));
		assertThat(late.status()).isEqualTo(410);
		assertThat(this.passwords.matches(this.person.id(), NEW)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "nul \0 in a long password" })
	void changeWhenPasswordIsBadThenSaysSoAndTheLinkIsStillGood(String password) {
		ask(this.person.username());
		Page choose = this.browser.open(link(0));
		Page bad = this.browser.submit(choose, Map.of("password", password));
		assertThat(bad.document().getElementById("password-error")).isNotNull();
		assertThat(this.browser.submit(bad, Map.of("password", NEW)).address().getPath()).isEqualTo("/signin");
	}

	@Test
	void changeWhenTokenOfTheFormIsMissingThenRefused() {
		ask(this.person.username());
		String link = link(0);
		String token = link.substring(link.indexOf("token=") + 6);
		assertThat(
				this.browser.postOnly("/recover/password", Map.of("token", token, "password", NEW), Map.of()).status())
			.isEqualTo(403);
		assertThat(this.browser.postOnly("/recover", Map.of("login", "x"), Map.of()).status()).isEqualTo(403);
		assertThat(this.browser.open(link).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/recover/password", "/recover/unlock", "/lock", "/email/confirm", "/email/undo" })
	void linkWhenTokenIsNoneThenGone(String path) {
		for (String query : List.of("", "?token=", "?token=%00", "?token=x", "?token=" + "A".repeat(3000),
				"?token=sgn_ml_" + "A".repeat(43), "?token=a&token=b")) {
			Page page = this.browser.fetch("GET", path + query, Map.of());
			assertThat(page.status()).as(query).isEqualTo(410);
		}
	}

	@Test
	void logThenHasNoTokenAndNoAddress() {
		try (LogWatch log = new LogWatch()) {
			ask(this.person.username());
			String link = link(0);
			this.browser.submit(this.browser.open(link), Map.of("password", NEW));
			assertThat(log.text().lines()).noneMatch((line) -> line.contains("sgn_ml_") || line.contains(NEW)
					|| line.contains(this.person.emailAddress()));
		}
	}

	private void assertGone(String link) {
		Page page = this.browser.open(link);
		assertThat(page.status()).isEqualTo(410);
		assertThat(page.document().text()).contains("This link no longer works").doesNotContain(this.person.username());
	}

	private Page ask(String login) {
		return this.browser.submit(this.browser.open("/recover"), Map.of("login", login));
	}

	/** The link in one of the mails to the person, counted from the first. */
	private String link(int mail) {
		return Mailbox.of(this.person.emailAddress()).await(mail + 1).get(mail).links().get(0);
	}

}
