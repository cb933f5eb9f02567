package dev.signet.flow;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
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
 * Guessing is limited (NIST SP 800-63B-4 §3.2.2): at the password here, and at the second
 * step. The other doors: {@link PasswordChangeFlowTests} for the old password,
 * {@link RecoveryFlowTests} for asking for a reset, {@link EmailFlowTests} for codes by
 * mail, {@link DeviceFlowTests} for codes of devices.
 */
@SignetTest
class ThrottlingFlowTests {

	private static final String MANY_CODES = "Many wrong codes at your account";

	private static final String NEW = "another horse with batteries";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	/** A name of its own for each test, since counts outlast tests. */
	private final String nobody = "n" + UUID.randomUUID().toString().substring(0, 12);

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER");
	}

	@Test
	void passwordWhenFiveWereWrongForANameThenNoneIsLookedAtForAWhile() {
		String name = this.person.username();
		for (String written : List.of(name, name.toUpperCase(Locale.ROOT), " " + name, name, name + " ")) {
			assertThat(guess(written, "wrong").status()).isEqualTo(200);
		}
		for (String password : List.of("wrong", Actors.PASSWORD)) {
			Browser stranger = this.actors.browser();
			Page held = submit(stranger, name, password);
			assertThat(held.status()).isEqualTo(429);
			assertThat(Integer.parseInt(held.header("Retry-After").orElseThrow())).isBetween(840, 900);
			assertThat(alert(held))
				.isEqualTo("Too many wrong passwords. Please try again in 15 minutes, or set a new password by mail.");
			assertThat(held.document().getElementById("login").val()).as("what was typed").isEqualTo(name);
			assertThat(held.document().getElementById("password").val()).isEmpty();
			assertThat(held.document().title()).startsWith("Error: ");
			assertThat(stranger.cookies()).doesNotContainKey("signet-session");
		}
		assertThat(events("signin.held")).isOne();
		this.clock.advance(Duration.ofMinutes(15));
		Browser owner = this.actors.signedIn(this.person);
		assertThat(owner.open("/account/activity").document().select("ol li").eachText())
			.anyMatch((line) -> line.startsWith("Sign-in by password was paused"));
	}

	@Test
	void passwordWhenWrongOnesAreSpreadThenNoMoreThanFiveInAnyQuarterOfAnHour() {
		assertThat(statuses(this.person.username(), 1)).containsExactly(200);
		this.clock.advance(Duration.ofMinutes(14));
		assertThat(statuses(this.person.username(), 4)).containsOnly(200);
		this.clock.advance(Duration.ofMinutes(2));
		Page held = guess(this.person.username(), Actors.PASSWORD);
		assertThat(held.status()).isEqualTo(429);
		assertThat(alert(held)).contains("in 13 minutes");
		this.clock.advance(Duration.ofMinutes(13));
		assertThat(guess(this.person.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
	}

	@Test
	void passwordWhenItsOwnerMistypesNowAndThenThenNeverHeld() {
		for (int i = 0; i < 6; i++) {
			assertThat(guess(this.person.username(), "wrong").status()).isEqualTo(200);
			assertThat(guess(this.person.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
			this.clock.advance(Duration.ofMinutes(10));
		}
	}

	@Test
	void passwordWhenNobodyHasTheNameOrMayNotSignInThenAllIsTheSame() {
		Account off = this.actors.person("USER");
		this.accounts.update(off.id(), (account) -> account.disable(this.clock.instant()));
		List<String> known = answers(this.person.username());
		assertThat(known).hasSize(7);
		assertThat(answers(this.nobody)).isEqualTo(known);
		assertThat(answers(this.nobody + "@example.test")).isEqualTo(known);
		assertThat(answers("no body " + this.nobody)).isEqualTo(known);
		assertThat(answers(off.username())).isEqualTo(known);
	}

	/** Else one name would tell whether another one is of the same account. */
	@Test
	void passwordWhenOneNameIsHeldThenTheOtherIsNotYetAndTenAreLookedAtInAll() {
		assertThat(statuses(this.person.username(), 6)).containsExactly(200, 200, 200, 200, 200, 429);
		assertThat(statuses(this.person.emailAddress(), 6)).containsExactly(200, 200, 200, 200, 200, 429);
		assertThat(guess(this.person.emailAddress().toUpperCase(Locale.ROOT), Actors.PASSWORD).status()).isEqualTo(429);
		assertThat(events("signin.failed")).isEqualTo(10);
	}

	@Test
	void passwordWhenSomebodyGuessesThenOwnerGetsInWhereTheySignedInBefore() {
		Browser known = this.actors.signedIn(this.person);
		Browser other = this.actors.signedIn(this.person);
		statuses(this.person.username(), 6);
		statuses(this.person.emailAddress(), 6);
		Page again = known.open("/signin?again=yes");
		assertThat(known.submit(again, Map.of("password", Actors.PASSWORD)).status()).as("confirm it is you")
			.isEqualTo(200);
		known.restart();
		assertThat(known.open("/account").address().getPath()).isEqualTo("/signin");
		for (int i = 0; i < 10; i++) {
			assertThat(submit(known, this.person.username(), "wrong").status()).isEqualTo(200);
		}
		Page held = submit(known, this.person.username(), Actors.PASSWORD);
		assertThat(held.status()).isEqualTo(429);
		assertThat(alert(held)).contains("15 minutes");
		other.restart();
		assertThat(submit(other, this.person.emailAddress(), Actors.PASSWORD).address().getPath())
			.as("each browser has its own")
			.isEqualTo("/account");
		other.restart();
		Account neighbour = this.actors.person("USER");
		statuses(neighbour.username(), 5);
		assertThat(submit(other, neighbour.username(), Actors.PASSWORD).status()).as("not that person's browser")
			.isEqualTo(429);
	}

	@Test
	void passwordWhenFortyWereWrongFromANetworkThenOnlyKnownBrowsersAreLookedAtThere() {
		Browser known = this.actors.signedIn(this.person);
		for (int i = 0; i < 40; i++) {
			assertThat(guess(this.nobody + i, "wrong").status()).isEqualTo(200);
		}
		Account next = this.actors.person("USER");
		Page held = guess(next.username(), Actors.PASSWORD);
		assertThat(held.status()).isEqualTo(429);
		assertThat(alert(held))
			.isEqualTo("Too many wrong passwords came from your network. Please try again in 15 minutes.");
		assertThat(guess(this.nobody + 40, "wrong").status()).isEqualTo(429);
		known.restart();
		assertThat(submit(known, this.person.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
		this.clock.advance(Duration.ofMinutes(15));
		assertThat(statuses(next.username(), 6)).as("nothing was counted for the name")
			.containsExactly(200, 200, 200, 200, 200, 429);
	}

	@Test
	void passwordWhenFiftyWereWrongInARowThenAKnownBrowserOrANewPasswordHelps() {
		Browser known = this.actors.signedIn(this.person);
		fifty(this.person.username());
		fifty(this.nobody);
		this.clock.advance(Duration.ofDays(1));
		Page closed = guess(this.person.username(), Actors.PASSWORD);
		assertThat(closed.status()).isEqualTo(429);
		assertThat(alert(closed)).startsWith("Too many wrong passwords in a row.");
		assertThat(alert(guess(this.nobody, "wrong"))).isEqualTo(alert(closed));
		known.restart();
		assertThat(submit(known, this.person.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(guess(this.person.username(), "wrong").status()).as("the row is over").isEqualTo(200);
		fifty(this.person.username());
		this.clock.advance(Duration.ofDays(1));
		assertThat(guess(this.person.username(), Actors.PASSWORD).status()).isEqualTo(429);
		reset();
		assertThat(submit(this.actors.browser(), this.person.username(), NEW).address().getPath())
			.isEqualTo("/account");
		fifty(this.person.username());
		this.clock.advance(Duration.ofDays(30));
		assertThat(submit(this.actors.browser(), this.person.username(), NEW).address().getPath())
			.isEqualTo("/account");
	}

	@Test
	void passwordWhenHeldThenANewPasswordByMailEndsThat() {
		statuses(this.person.username(), 6);
		reset();
		assertThat(submit(this.actors.browser(), this.person.username(), NEW).address().getPath())
			.isEqualTo("/account");
	}

	@Test
	void recoveryCodeWhenTenWereWrongThenNeitherOneNorTheAppIsLookedAt() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		String code = TestAuthenticator.recoveryCodes(this.person.id(), this.beans).get(0);
		wrongCodes(5);
		wrongCodes(5);
		for (String right : List.of(code, phone.next())) {
			Browser browser = this.actors.browser();
			Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
			Page held = browser.submit(second, Map.of("code", right));
			assertThat(held.status()).isEqualTo(429);
			assertThat(held.header("Retry-After")).isPresent();
			assertThat(held.document().select("a[href*='with=']")).as("another way that is closed").isEmpty();
			assertThat(browser.cookies()).doesNotContainKey("signet-session");
		}
	}

	@Test
	void codeWhenWrongOnesAreSpreadThenNoMoreThanTenInAnyQuarterOfAnHour() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		wrongCodes(1);
		this.clock.advance(Duration.ofMinutes(14));
		wrongCodes(5);
		wrongCodes(4);
		this.clock.advance(Duration.ofMinutes(2));
		Browser browser = this.actors.browser();
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		Page held = browser.submit(second, phone.form());
		assertThat(held.status()).isEqualTo(429);
		assertThat(held.document().text()).contains("in 13 minutes");
	}

	/** Whoever is there knows the password. */
	@Test
	void codeWhenTenWereWrongThenTheOwnerIsToldOnceWithAWayToLockTheAccount() {
		this.clock.stop();
		TestAuthenticator.of(this.person.id(), this.beans);
		wrongCodes(5);
		assertThat(Mailbox.of(this.person.emailAddress()).all()).noneMatch(this::tellsOfCodes);
		wrongCodes(5);
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).about(MANY_CODES);
		assertThat(mail.text()).contains(this.person.username(), "127.0.0.1", "probably knows your password");
		assertThat(mail.text())
			.contains("Until " + mailTime(Duration.ofMinutes(15)) + ", no more are looked at, except");
		assertThat(mail.links()).anyMatch((link) -> link.contains("/lock?token="));
		Browser browser = this.actors.browser();
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		assertThat(browser.submit(second, Map.of("code", "000000")).status()).isEqualTo(429);
		assertThat(Mailbox.of(this.person.emailAddress()).all()).filteredOn(this::tellsOfCodes).hasSize(1);
		assertThat(events("signin.second-factor-held")).isOne();
	}

	/** Nine are never too many for a while, but in a row they are. */
	@Test
	void codeWhenFiftyWereWrongInARowAndNeverTenAtOnceThenTheOwnerIsToldToo() {
		this.clock.stop();
		TestAuthenticator.of(this.person.id(), this.beans);
		for (int i = 0; i < 5; i++) {
			wrongCodes(5);
			wrongCodes(4);
			this.clock.advance(Duration.ofMinutes(16));
		}
		assertThat(events("signin.second-factor-held")).isZero();
		wrongCodes(5);
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).about(MANY_CODES);
		assertThat(mail.text()).contains("Until " + mailTime(Duration.ofDays(30)) + ", no more are looked at, except");
		assertThat(mail.links()).anyMatch((link) -> link.contains("/lock?token="));
		assertThat(events("signin.second-factor-held")).isOne();
	}

	@Test
	void codeWhenTenWereWrongInAKnownBrowserThenTheOwnerIsToldThatItIsForThatOne() {
		this.clock.stop();
		Browser known = this.actors.signedIn(this.person);
		TestAuthenticator.of(this.person.id(), this.beans);
		wrongCodes(5);
		wrongCodes(5);
		for (int i = 0; i < 2; i++) {
			known.restart();
			Page second = this.actors.signIn(known, known.open("/signin"), this.person);
			for (int j = 0; j < 5; j++) {
				known.submit(second, Map.of("code", "000000"));
			}
		}
		String until = "Until " + mailTime(Duration.ofMinutes(15)) + ", no more are looked at in that browser.";
		Mailbox mailbox = Mailbox.of(this.person.emailAddress());
		Eventually.holds(() -> mailbox.all().stream().anyMatch((mail) -> mail.text().contains(until)));
	}

	private String mailTime(Duration later) {
		return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
			.withZone(ZoneOffset.UTC)
			.format(this.clock.instant().plus(later)) + " UTC";
	}

	private boolean tellsOfCodes(ReceivedMail mail) {
		return mail.subject().equals(MANY_CODES);
	}

	@Test
	void codeWhenFiftyWereWrongInARowThenOnlyAKnownBrowserHelps() {
		Browser known = this.actors.signedIn(this.person);
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		fiftyCodes();
		assertThat(events("signin.second-factor-held")).as("once for all limits that one reaches").isEqualTo(5);
		Browser browser = this.actors.browser();
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		Page closed = browser.submit(second, phone.form());
		assertThat(closed.status()).isEqualTo(429);
		assertThat(closed.document().text()).contains("Too many codes were wrong in a row.", "in 30 days");
		known.restart();
		second = this.actors.signIn(known, known.open("/signin"), this.person);
		assertThat(known.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
		wrongCodes(1);
	}

	/** The owner's browsers are forgotten then, too. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void codeWhenFiftyWereWrongAndTheOwnerShutsSomebodyOutThenTheyGetInWhereTheySignedInBefore(boolean lock) {
		Browser known = this.actors.signedIn(this.person);
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		this.clock.advance(Duration.ofDays(8));
		fiftyCodes();
		if (lock) {
			this.accounts.update(this.person.id(), (account) -> account.lock(this.clock.instant()));
		}
		reset();
		Browser stranger = this.actors.browser();
		Page second = submit(stranger, this.person.username(), NEW);
		assertThat(stranger.submit(second, phone.form()).status()).isEqualTo(429);
		known.restart();
		second = submit(known, this.person.username(), NEW);
		assertThat(known.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
	}

	private void fiftyCodes() {
		for (int i = 0; i < 5; i++) {
			wrongCodes(5);
			wrongCodes(5);
			this.clock.advance(Duration.ofMinutes(15));
		}
	}

	/** In a sign-in of their own. */
	private void wrongCodes(int times) {
		Browser browser = this.actors.browser();
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		for (int i = 0; i < times; i++) {
			second = browser.submit(second, Map.of("code", "ABCD-EFGH-JKM" + i));
			assertThat(second.status()).isEqualTo(200);
		}
	}

	/** Five wrong passwords each quarter of an hour, as fast as it goes. */
	private void fifty(String login) {
		for (int i = 0; i < 10; i++) {
			this.clock.advance(Duration.ofMinutes(15));
			statuses(login, 5);
		}
	}

	private void reset() {
		this.clock.advance(Duration.ofSeconds(1));
		Browser browser = this.actors.browser();
		browser.submit(browser.open("/recover"), Map.of("login", this.person.username()));
		String link = Mailbox.of(this.person.emailAddress()).about("A new password for your account").links().get(0);
		assertThat(browser.submit(browser.open(link), Map.of("password", NEW)).address().getPath())
			.isEqualTo("/signin");
	}

	private Page guess(String login, String password) {
		return submit(this.actors.browser(), login, password);
	}

	private static Page submit(Browser browser, String login, String password) {
		return browser.submit(browser.open("/signin"), Map.of("login", login, "password", password));
	}

	private List<Integer> statuses(String login, int times) {
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			statuses.add(guess(login, "wrong").status());
		}
		return statuses;
	}

	/** All that can be seen of seven tries, but for what was typed. */
	private List<String> answers(String login) {
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			Page page = guess(login, Actors.PASSWORD.substring(i + 1));
			answers.add(page.status() + " " + headers(page) + " "
					+ page.response()
						.body()
						.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
						.replaceAll("data-question=\"[^\"]*\"", "")
						.replace("value=\"" + login + "\"", ""));
		}
		return answers;
	}

	/** But for one that tells how long the connection was in use. */
	private static Set<String> headers(Page page) {
		Set<String> names = new TreeSet<>(page.response().headers().map().keySet());
		names.remove("connection");
		return names;
	}

	private static String alert(Page page) {
		return page.document().select("[role=alert]:not([hidden])").text();
	}

	private int events(String type) {
		return this.jdbc.sql("select count(*) from audit_events where type = :type and account_id = :account")
			.param("type", type)
			.param("account", this.person.id().value())
			.query(Integer.class)
			.single();
	}

}
