package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.account.AccountDeletion;
import dev.signet.account.EmailAddress;
import dev.signet.credential.Passwords;
import dev.signet.credential.TestAuthenticator;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People sign in by their mailbox, in the browser in which they asked, and nobody learns
 * who has an account.
 */
class MailSignInFlowTests extends MailSignIn {

	static final String SUBJECT = "Your code to sign in";

	private static final int RACERS = 20;

	@Autowired
	private Passwords passwords;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void signInWhenCodeIsEnteredThenGoesOnToTheClientWithOneFactor() {
		RelyingParty app = this.actors.app();
		this.actors.consented(this.person, app);
		this.clock.advance(Duration.ofSeconds(1));
		Map<String, String> request = app.request();
		Page enter = ask(app.authorize(this.browser, request));
		assertThat(enter.address().getPath()).isEqualTo("/signin/mail/code");
		assertThat(enter.document().select("#code[autocomplete=one-time-code][inputmode=numeric]")).hasSize(1);
		assertThat(enter.header("Cache-Control").orElse("")).contains("no-store");
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		assertThat(mail.subject()).isEqualTo("Your code to sign in");
		Page answer = this.browser.submit(enter, Map.of("code", mail.code()));
		assertThat(answer.answer()).containsEntry("state", request.get("state"));
		assertThat(RelyingParty.claims(app.redeem(answer.answer().get("code")).idToken()))
			.containsEntry("acr", "urn:signet:acr:1fa")
			.containsEntry("amr", List.of("otp"));
		assertThat(this.actors.events(this.person.id())).contains("signin.mail-asked", "signin.succeeded");
		assertThat(this.browser.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("Somebody asked for a code") && line.contains("127.0.0.1"));
	}

	@Test
	void linkWhenFollowedInTheSameBrowserThenButtonSignsInOnce() {
		ask(this.person.username());
		String link = Mailbox.of(this.person.emailAddress()).only().links().get(0);
		Page page = this.browser.open(link);
		this.browser.fetch("HEAD", link, Map.of());
		assertThat(page.document().text()).contains(this.person.username());
		assertThat(page.header("Referrer-Policy")).hasValue("no-referrer");
		assertThat(this.browser.open("/account").address().getPath()).as("opening signs nobody in")
			.isEqualTo("/signin");
		assertThat(this.browser.submit(page, Map.of("token", link.replaceAll(".*token=", ""))).address().getPath())
			.isEqualTo("/account");
		assertThat(this.browser.open(link).status()).as("once").isEqualTo(410);
	}

	/**
	 * Else a link would sign another person in as its owner, or let in who asked for it.
	 */
	@Test
	void linkWhenFollowedInAnotherBrowserThenNothingToPressAndTheCodeStillWorks() {
		Page enter = ask(this.person.username());
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		Browser other = this.actors.browser();
		String token = mail.links().get(0).replaceAll(".*token=", "");
		Page elsewhere = other.open(mail.links().get(0));
		assertThat(elsewhere.status()).isEqualTo(200);
		assertThat(elsewhere.document().text()).contains("Enter the code").doesNotContain(this.person.username());
		assertThat(elsewhere.document().select("main form")).isEmpty();
		String csrf = other.open("/signin").csrf();
		Page forced = other.post("/signin/mail/link", Map.of("token", token, "_csrf", csrf));
		assertThat(forced.document().select("main form")).isEmpty();
		assertThat(other.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.browser.submit(enter, Map.of("code", mail.code())).address().getPath()).isEqualTo("/account");
	}

	@Test
	void codeWhenTypedInAnotherBrowserThenOfNoUse() {
		ask(this.person.username());
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		Browser other = this.actors.browser();
		String csrf = other.open("/signin").csrf();
		assertThat(other.post("/signin/mail/code", Map.of("code", code, "_csrf", csrf)).status()).isEqualTo(400);
		Browser asking = this.browser;
		this.browser = other;
		Page othersOwn = ask("nobody-at-all");
		assertThat(other.submit(othersOwn, Map.of("code", code)).document().select("#code-error")).hasSize(1);
		assertThat(asking.submit(asking.open("/signin/mail/code"), Map.of("code", code)).address().getPath())
			.isEqualTo("/account");
	}

	@Test
	void codeWhenWrongOftenThenTheRightOneIsOfNoUse() {
		Page enter = ask(this.person.username());
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		enter = this.browser.submit(enter, Map.of("code", " "));
		assertThat(enter.document().select("#code-error").text()).isEqualTo("Please enter the code.");
		for (String typed : List.of("\0", "9".repeat(1000))) {
			enter = this.browser.submit(enter, Map.of("code", typed));
			assertThat(enter.document().select("#code-error").text()).contains("wrong");
		}
		this.browser.submit(enter, Map.of("code", ReceivedMail.wrong(code)));
		Page over = this.browser.submit(enter, Map.of("code", code));
		assertThat(over.status()).isEqualTo(400);
		assertThat(over.document().text()).contains("Please start again");
		assertThat(this.actors.events(this.person.id())).contains("signin.failed").doesNotContain("signin.succeeded");
	}

	@Test
	void codeWhenReplacedOrExpiredOrOvertakenThenOver() {
		Page first = ask(this.person.username());
		ReceivedMail older = Mailbox.of(this.person.emailAddress()).only();
		Browser before = this.browser;
		this.browser = this.actors.browser();
		Page second = ask(this.person.username());
		ReceivedMail newer = Mailbox.of(this.person.emailAddress()).await(2).get(1);
		Page replaced = before.submit(first, Map.of("code", older.code()));
		assertThat(replaced.status()).as("looks like any wrong code").isEqualTo(200);
		assertThat(before.open(older.links().get(0)).status()).isEqualTo(410);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.browser.open(newer.links().get(0)).status()).isEqualTo(410);
		assertThat(this.browser.submit(second, Map.of("code", newer.code())).status()).isEqualTo(400);
		Page third = ask(this.person.username());
		ReceivedMail newest = Mailbox.of(this.person.emailAddress()).await(3).get(2);
		this.clock.advance(Duration.ofSeconds(1));
		this.actors.signedIn(this.person);
		assertThat(this.browser.open(newest.links().get(0)).status()).isEqualTo(410);
		assertThat(this.browser.submit(third, Map.of("code", newest.code())).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "password", "address", "locked", "locked for a while", "disabled", "disabled for a while" })
	void codeWhenTheAccountHasChangedMeanwhileThenOfNoUse(String change) {
		Page enter = ask(this.person.username());
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		switch (change) {
			case "password" ->
				this.passwords.change(this.person.id(), this.passwords.hash("another horse with batteries"));
			case "address" -> this.accounts.changeEmail(this.person.id(),
					new EmailAddress("new-" + this.person.emailAddress()), false);
			case "locked" -> this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
			case "locked for a while" -> this.accounts.update(this.person.id(), (account) -> {
				account.lock(this.clock.instant());
				account.unlock(this.clock.instant());
			});
			case "disabled" ->
				this.accounts.update(this.person.id(), (account) -> account.disable(this.clock.instant()));
			default -> this.accounts.update(this.person.id(), (account) -> {
				account.disable(this.clock.instant());
				account.enable(this.clock.instant());
			});
		}
		assertThat(this.browser.open(mail.links().get(0)).status()).isEqualTo(410);
		this.browser.submit(enter, Map.of("code", mail.code()));
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void signInWhenPersonHasASecondFactorThenItIsAskedAsWellAndMailIsNoSecondOne() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		Page second = signInByCode(ask(this.person.username()));
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		assertThat(second.document().select("#send")).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenASecondFactorIsRequiredThenTheMailboxIsNotBoth() {
		this.person = this.actors.confirmed("CAREFUL");
		Page offer = signInByCode(ask(this.person.username()));
		assertThat(offer.document().select("svg.qr")).hasSize(1);
		assertThat(offer.document().select("#send")).isEmpty();
		String csrf = offer.csrf();
		this.browser.post("/signin/second/mail", Map.of("_csrf", csrf));
		assertThat(Mailbox.of(this.person.emailAddress()).all()).hasSize(1);
	}

	@Test
	void signInWhenAccountIsToBeDeletedThenAskedWhetherItIsKept() {
		this.beans.getBean(AccountDeletion.class).ask(this.person.id());
		Page enter = ask(this.person.username());
		Page keep = signInByCode(enter);
		assertThat(keep.address().getPath()).isEqualTo("/signin/keep");
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	@Test
	void signInAgainWhenClientWantsAFreshSignInThenACodeIsOne() {
		RelyingParty app = this.actors.app();
		this.browser = this.actors.consented(this.person, app);
		for (Map<String, String> wish : List.of(Map.of("prompt", "login"), Map.of("max_age", "0"))) {
			this.clock.advance(Duration.ofMinutes(1));
			Page again = app.authorize(this.browser, app.request(wish));
			assertThat(again.address().getPath()).isEqualTo("/signin");
			int mails = Mailbox.of(this.person.emailAddress()).all().size();
			Page enter = this.browser.submit(again, Map.of("from", "signin"));
			Page answer = this.browser.submit(enter,
					Map.of("code", Mailbox.of(this.person.emailAddress()).await(mails + 1).get(mails).code()));
			assertThat(answer.answer()).as("%s", wish).containsKey("code");
		}
	}

	@Test
	void codeWhenPostedAgainThenGoesOnAsTheFirstTime() {
		Page enter = ask(this.person.username());
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		assertThat(this.browser.submit(enter, Map.of("code", code)).address().getPath()).isEqualTo("/account");
		assertThat(this.browser.submit(enter, Map.of("code", code)).address().getPath()).as("double click")
			.isEqualTo("/account");
		assertThat(this.browser.open("/signin/mail/code").address().getPath()).as("back button").isEqualTo("/account");
		assertThat(sessions()).isOne();
	}

	/** Whoever awaits one person is not to get another one. */
	@Test
	void codeWhenOverWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem() {
		this.browser = this.actors.signedIn(this.actors.person("USER"));
		Page enter = ask(this.browser.open("/signin?other=yes&again=yes"));
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		for (int i = 0; i < 2; i++) {
			this.browser.submit(enter, Map.of("code", ReceivedMail.wrong(code)));
		}
		Page over = this.browser.submit(enter, Map.of("code", ReceivedMail.wrong(code)));
		for (Page page : List.of(over, this.browser.open("/signin/mail/code"))) {
			assertThat(page.status()).isEqualTo(400);
			assertThat(page.document().select("#heading").text()).isEqualTo("Please start again");
		}
		assertThat(this.browser.open("/account").address().getPath()).as("they stay").isEqualTo("/account");
	}

	@Test
	void linkWhenOverWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem() {
		this.browser = this.actors.signedIn(this.actors.person("USER"));
		ask(this.browser.open("/signin?other=yes&again=yes"));
		String link = Mailbox.of(this.person.emailAddress()).only().links().get(0);
		Page page = this.browser.open(link);
		this.clock.advance(Duration.ofMinutes(10));
		Page over = this.browser.submit(page, Map.of("token", link.replaceAll(".*token=", "")));
		assertThat(over.status()).isEqualTo(410);
		assertThat(over.address().getPath()).isEqualTo("/signin/mail/link");
	}

	@Test
	void postWhenTokenOfTheFormIsMissingThenNothingHappens() {
		ask(this.person.username());
		String link = Mailbox.of(this.person.emailAddress()).only().links().get(0);
		String token = link.replaceAll(".*token=", "");
		assertThat(this.browser.postOnly("/signin/mail/link", Map.of("token", token), Map.of()).status())
			.isEqualTo(303);
		assertThat(this.browser.postOnly("/signin/mail", Map.of("login", this.person.username()), Map.of()).status())
			.isEqualTo(303);
		assertThat(this.browser.open(link).status()).isEqualTo(200);
		assertThat(Mailbox.of(this.person.emailAddress()).all()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?token=", "?token=%00", "?token=x", "?token=a&token=b",
			"?token=sgn_ml_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void linkWhenTokenIsNoneThenGone(String query) {
		assertThat(this.browser.fetch("GET", "/signin/mail/link" + query, Map.of()).status()).isEqualTo(410);
	}

	@Test
	void codeWhenManyAtOnceThenOneWins() throws Exception {
		Page enter = ask(this.person.username());
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		List<Integer> opened = Race.between(RACERS, () -> tryAtOnce(enter, code), () -> tryAtOnce(enter, code));
		assertThat(opened.stream().mapToInt(Integer::intValue).sum()).isOne();
		assertThat(sessions()).isOne();
	}

	@Test
	void logThenHasNoCodeNoTokenAndNoAddress() {
		try (LogWatch log = new LogWatch()) {
			Page enter = ask(this.person.username());
			ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
			this.browser.submit(enter, Map.of("code", mail.code()));
			assertThat(log.text().lines()).noneMatch((line) -> line.contains("sgn_ml_") || line.contains(mail.code())
					|| line.contains(mail.code().replace("-", "")) || line.contains(this.person.emailAddress()));
		}
	}

	/** Posts as the browser would, without its cookies changing under the others. */
	private int tryAtOnce(Page enter, String code) {
		Browser tab = this.actors.browser();
		this.browser.cookies().forEach(tab::setCookie);
		tab.submitOnly(enter, Map.of("code", code));
		return tab.cookies().containsKey("signet-session") ? 1 : 0;
	}

	private Page signInByCode(Page enter) {
		return this.browser.submit(enter,
				Map.of("code", Mailbox.of(this.person.emailAddress()).about(SUBJECT, 1).get(0).code()));
	}

	private int sessions() {
		return this.jdbc.sql("select count(*) from sessions where account_id = :person")
			.param("person", this.person.id().value())
			.query(Integer.class)
			.single();
	}

}
