package dev.signet.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import dev.signet.AtOnce;
import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryRule.Kind;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.proof.AskedBefore;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.throttle.PasswordLimits;
import dev.signet.signin.throttle.Throttles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * People sign in with the password that they have in a directory, at the same form as
 * everybody; and a directory takes over no account.
 */
@SignetTest
class DirectorySignInFlowTests {

	private static final String CONNECT = "/account/security/directory";

	private static final String PASSWORD = "a password of the directory";

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

	private final TestDirectoryServer server = new TestDirectoryServer();

	private final String name = "d" + UUID.randomUUID().toString().substring(0, 12);

	private Directory directory;

	@BeforeEach
	void enable() {
		this.directory = TestDirectories.enabled(this.beans, settings());
	}

	@AfterEach
	void disable() {
		TestDirectories.disable(this.beans, this.directory);
		this.server.close();
	}

	@Test
	void signInWhenFirstThenAccountWithWhatGroupsGiveAndAppGoesOn() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.group("editors", dn);
		this.server.group("authors", dn);
		Browser browser = this.actors.browser();
		RelyingParty app = this.actors.app();
		Page consent = submit(browser, app.authorize(browser, app.request()), this.name, PASSWORD);
		assertThat(consent.address().getPath()).isEqualTo("/consent");
		Account account = account();
		assertThat(account.emailAddress()).isEqualTo(this.name + "@example.test");
		assertThat(account.emailVerified()).isTrue();
		assertThat(account.fullName()).isEqualTo("Ada Lovelace");
		assertThat(account.roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(account.groups()).containsExactly("Authors");
		this.server.group("editors", TestDirectoryServer.BIND_DN);
		this.server.group("authors", TestDirectoryServer.BIND_DN);
		this.accounts.update(account.id(), (person) -> person.giveRole("AUDITOR", person.createdAt()));
		assertThat(signIn(this.name + "@corp.example", PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(account().id()).isEqualTo(account.id());
		assertThat(account().roles()).as("what it has from elsewhere stays")
			.containsExactlyInAnyOrder("USER", "AUDITOR");
		assertThat(account().groups()).isEmpty();
	}

	@Test
	void signInWhenWrongOrNobodyIsThereThenAllIsTheSame() {
		this.server.person(this.name, PASSWORD);
		Account local = this.actors.person("USER");
		List<String> wrong = answers(this.name);
		assertThat(wrong).hasSize(6);
		assertThat(answers("n" + this.name)).isEqualTo(wrong);
		assertThat(answers(local.username())).isEqualTo(wrong);
		assertThat(answers("*)(uid=" + this.name)).isEqualTo(wrong);
	}

	/** A directory locks people out after some more. */
	@Test
	void signInWhenManyAreWrongByAnyNameThenTheDirectoryIsAskedForThree() {
		String dn = this.server.person(this.name, PASSWORD);
		for (String login : List.of(this.name, this.name + "@corp.example", "corp.example\\" + this.name,
				this.name + "@example.test")) {
			for (int i = 0; i < 3; i++) {
				signIn(login, "wrong");
			}
		}
		assertThat(this.server.binds()).filteredOn((bind) -> bind.dn().equals(dn)).hasSize(3);
		signIn(this.name, PASSWORD);
		assertThat(this.server.binds()).filteredOn((bind) -> bind.password().equals(PASSWORD)).isEmpty();
	}

	/** Nor does the directory keep anybody out, which bears five wrong ones. */
	@Test
	void signInWhenAStrangerGuessesThenTheOwnerGetsInWhereTheyDidBeforeAndFiveAreWrongInAll() {
		String dn = this.server.person(this.name, PASSWORD);
		Browser owner = this.actors.browser();
		submit(owner, owner.open("/signin"), this.name, PASSWORD);
		signOut();
		for (int i = 0; i < 3; i++) {
			signIn(this.name, "wrong");
		}
		assertThat(signIn(this.name, PASSWORD).address().getPath()).as("anywhere").isEqualTo("/signin");
		assertThat(submit(owner, owner.open("/signin"), this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		signOut();
		for (int i = 0; i < 3; i++) {
			submit(owner, owner.open("/signin"), this.name, "wrong");
		}
		assertThat(submit(owner, owner.open("/signin"), this.name, PASSWORD).address().getPath()).isEqualTo("/signin");
		assertThat(this.server.binds()).filteredOn((bind) -> bind.dn().equals(dn) && bind.password().equals("wrong"))
			.hasSize(5);
	}

	/** A directory forgets wrong ones only after a quarter of an hour without any. */
	@Test
	void signInWhenWrongOnesAreSpreadThenFiveAtMostBeforeAQuietQuarterOfAnHour() {
		String dn = this.server.person(this.name, PASSWORD);
		Browser owner = this.actors.browser();
		submit(owner, owner.open("/signin"), this.name, PASSWORD);
		signOut();
		List<String> names = List.of(this.name, this.name + "@corp.example", "corp.example\\" + this.name,
				this.name + "@example.test");
		int inARow = 0;
		int most = 0;
		int quiet = 0;
		for (int i = 0; i < 24; i++) {
			this.clock.advance(Duration.ofMinutes(5));
			quiet += 5;
			int before = wrongOnes(dn);
			signIn(names.get(i % 4), "wrong");
			if (i % 2 == 0) {
				submit(owner, owner.open("/signin"), this.name, "wrong");
			}
			int asked = wrongOnes(dn) - before;
			if (asked > 0) {
				inARow = ((quiet < 15) ? inARow : 0) + asked;
				quiet = 0;
			}
			most = Math.max(most, inARow);
		}
		assertThat(most).isEqualTo(5);
	}

	/** NIST SP 800-63B-4 §3.2.2: by whatever names they are tried. */
	@Test
	void signInWhenFiftyWereWrongInARowThenTheOwnersBrowserOrAnAdministratorHelps() {
		this.server.person(this.name, PASSWORD);
		Browser owner = this.actors.browser();
		submit(owner, owner.open("/signin"), this.name, PASSWORD);
		signIn(this.name, "wrong");
		assertThat(inARow()).isOne();
		wrongInARow(49);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/signin");
		signOut();
		assertThat(submit(owner, owner.open("/signin"), this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(signIn(this.name, PASSWORD).address().getPath()).as("the row is over").isEqualTo("/account");
		wrongInARow(50);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/signin");
		this.beans.getBean(Throttles.class).lift(account(), this.actors.person("ADMIN").id());
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
	}

	private int inARow() {
		return this.beans.getBean(Throttles.class)
			.of(account())
			.stream()
			.filter((before) -> before.asker().what() == Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW)
			.mapToInt(AskedBefore::times)
			.sum();
	}

	/** As if the directory had been asked, by and by. */
	private void wrongInARow(int times) {
		String subject = this.beans.getBean(DirectoryLinks.class).of(account().id()).get(0).subject();
		Asker row = Asker.of(Asking.PASSWORD_AT_DIRECTORY_IN_A_ROW, this.directory.id() + " " + subject);
		for (int i = 0; i < times; i++) {
			this.beans.getBean(Asks.class).count(List.of(row));
		}
	}

	private int wrongOnes(String dn) {
		return (int) this.server.binds()
			.stream()
			.filter((bind) -> bind.dn().equals(dn) && bind.password().equals("wrong"))
			.count();
	}

	private void signOut() {
		this.beans.getBean(Sessions.class).endAll(account().id(), EndReason.SIGNED_OUT);
	}

	@Test
	void signInWhenAccountHereHasTheNameThenItsOwnPasswordCountsAndIsToldToNobody() {
		Account local = this.actors.person("USER");
		this.server.person(local.username(), PASSWORD);
		assertThat(signIn(local.username(), PASSWORD).status()).isEqualTo(200);
		assertThat(signIn(local.username(), "nearly " + Actors.PASSWORD).status()).isEqualTo(200);
		assertThat(signIn(local.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::password)
			.doesNotContain(PASSWORD, Actors.PASSWORD, "nearly " + Actors.PASSWORD);
		assertThat(links()).isZero();
	}

	@Test
	void signInWhenAccountHereHasTheAddressThenTheOwnerIsAskedFor() {
		Account local = this.actors.confirmed("USER");
		this.server.person(this.name, PASSWORD, local.emailAddress());
		Browser browser = this.actors.browser();
		Page proof = submit(browser, browser.open("/signin"), this.name, PASSWORD);
		assertThat(proof.address().getPath()).isEqualTo("/signin/link");
		assertThat(proof.document().select("main").text()).contains(local.emailAddress(), "Example directory");
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
		assertThat(links()).isZero();
		assertThat(this.jdbc.sql("""
				select details ->> 'why' from audit_events where type = 'linking.directory-decided'
				and account_id = :id""").param("id", local.id().value()).query(String.class).single())
			.isEqualTo("ADDRESS_HAS_ACCOUNT");
		Page confirm = submit(browser, browser.open(proof.document().selectFirst("#sign-in").attr("href")),
				local.username(), Actors.PASSWORD);
		assertThat(confirm.document().select("#what").text()).contains("Example directory", local.username());
		browser.post(confirm.document().selectFirst("main form").attr("action"),
				Map.of("decision", "link", "_csrf", confirm.csrf()));
		assertThat(links()).isOne();
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
	}

	/** The proof is both passwords at once, in a session that is fresh. */
	@Test
	void connectWhenOwnerKnowsBothPasswordsThenEitherLetsThemIn() {
		Account local = this.actors.person("USER");
		this.server.person(this.name, PASSWORD, local.emailAddress());
		Browser browser = this.actors.signedIn(local);
		assertThat(browser.open("/account/security").document().select("a[href=" + CONNECT + "]")).hasSize(1);
		Page wrong = submit(browser, browser.open(CONNECT), this.name, "wrong");
		assertThat(wrong.document().select("#password[aria-invalid=true]")).hasSize(1);
		assertThat(wrong.document().selectFirst("#login").val()).isEqualTo(this.name);
		Page connected = submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		assertThat(connected.document().text()).contains("Connected with: Example directory");
		Browser other = this.actors.browser();
		assertThat(submit(other, other.open("/signin"), this.name, PASSWORD).document().text())
			.contains(local.username());
		assertThat(signIn(local.username(), PASSWORD).address().getPath()).as("by the name here").isEqualTo("/account");
		assertThat(signIn(local.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
		Account second = this.actors.person("USER");
		Browser thief = this.actors.signedIn(second);
		assertThat(
				submit(thief, thief.open(CONNECT), this.name, PASSWORD).document().select("#login[aria-invalid=true]"))
			.as("somebody else's")
			.hasSize(1);
	}

	/** Nor is it a way around the limits of the sign-in page. */
	@Test
	void connectWhenWrongThenCountedForTheNetworkTooAndWhoseNameItIsCanRead() {
		Account ada = this.actors.person("USER");
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page wrong = submit(browser, browser.open(CONNECT), ada.username() + "@corp.example", "wrong");
		assertThat(wrong.status()).isEqualTo(200);
		assertThat(submit(browser, browser.open(CONNECT), ada.username(), "wrong").status()).isEqualTo(200);
		assertThat(this.jdbc.sql("select count(*) from audit_events where type = 'signin.failed' and account_id = :id")
			.param("id", ada.id().value())
			.query(Integer.class)
			.single()).isOne();
		Asker network = new Asker(Asking.PASSWORD_FROM_NETWORK, "127.0.0.1", 40);
		Asks asks = this.beans.getBean(Asks.class);
		assertThat(asks.before(List.of(network))).extracting(AskedBefore::times).containsExactly(2);
		for (int i = 0; i < 38; i++) {
			asks.count(List.of(network));
		}
		Page held = submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		assertThat(held.status()).isEqualTo(429);
		assertThat(held.document().select("#password-error").text()).contains("came from your network");
	}

	@Test
	void connectWhenTheNameIsSomebodyElsesHereThenTheDirectoryIsNotTold() {
		Account ada = this.actors.person("USER");
		this.server.person(ada.username(), PASSWORD);
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = submit(browser, browser.open(CONNECT), ada.username(), PASSWORD);
		assertThat(page.document().select("#password[aria-invalid=true]")).hasSize(1);
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::password).doesNotContain(PASSWORD);
		assertThat(links()).isZero();
		Browser own = this.actors.signedIn(ada);
		assertThat(submit(own, own.open(CONNECT), ada.username(), PASSWORD).document().text())
			.contains("Connected with: Example directory");
	}

	@Test
	void connectWhenItWasNoWrongPasswordThenItIsNotCounted() {
		this.server.person(this.name, PASSWORD);
		signIn(this.name, PASSWORD);
		Account person = this.actors.person("USER");
		Browser browser = this.actors.signedIn(person);
		assertThat(submit(browser, browser.open(CONNECT), this.name, PASSWORD).document()
			.select("#login[aria-invalid=true]")).as("taken").hasSize(1);
		this.server.close();
		assertThat(submit(browser, browser.open(CONNECT), this.name, "wrong").status()).isEqualTo(503);
		assertThat(this.beans.getBean(Throttles.class).of(person)).isEmpty();
	}

	/** As where wrong ones are answered too late. */
	@Test
	void connectWhenDirectoryGivesNoAnswerToThePasswordThenItIsCounted() {
		Account person = this.actors.confirmed("USER");
		String dn = this.server.person(person.username(), PASSWORD);
		this.server.police(dn, ResultCode.UNAVAILABLE, null, null);
		Browser browser = this.actors.signedIn(person);
		assertThat(submit(browser, browser.open(CONNECT), person.username(), PASSWORD).status()).isEqualTo(503);
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::dn).contains(dn);
		assertThat(this.beans.getBean(Throttles.class).of(person)).isNotEmpty();
		assertThat(this.jdbc.sql("select count(*) from audit_events where type = 'signin.failed' and account_id = :id")
			.param("id", person.id().value())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void signInWhenAccountIsOfTwoPeopleThereThenThePasswordOfEither() {
		Account local = this.actors.person("USER");
		this.server.person(this.name, PASSWORD);
		this.server.person("s" + this.name, "their second password");
		Browser browser = this.actors.signedIn(local);
		submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		submit(browser, browser.open(CONNECT), "s" + this.name, "their second password");
		assertThat(links()).isEqualTo(2);
		assertThat(signIn(local.username(), PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(signIn(local.username(), "their second password").address().getPath()).isEqualTo("/account");
	}

	@Test
	void passwordWhenKeptThereThenNoneIsSetHere() {
		this.server.person(this.name, PASSWORD);
		Browser browser = this.actors.browser();
		submit(browser, browser.open("/signin"), this.name, PASSWORD);
		assertThat(browser.open("/account/security").document().select("main").text())
			.contains("kept by Example directory");
		assertThat(browser.open("/account/password/first").address().getPath()).isEqualTo("/account/password");
		Page page = browser.open("/account/password");
		assertThat(page.document().select("main").text()).contains("kept by Example directory");
		assertThat(page.document().select("#newPassword")).isEmpty();
		Browser stranger = this.actors.browser();
		stranger.submit(stranger.open("/recover"), Map.of("login", this.name));
		ReceivedMail mail = Mailbox.of(this.name + "@example.test").about("About the password of your account");
		assertThat(mail.text()).contains("Example directory");
		assertThat(mail.links()).noneMatch((link) -> link.contains("/recover/password"));
	}

	@Test
	void signInWhenAddressHereWasNeverProvedThenItsRealOwnerGetsAnAccount() {
		Account squatter = this.actors.person("USER");
		this.server.person(this.name, PASSWORD, squatter.emailAddress());
		Browser browser = this.actors.browser();
		Page asked = submit(browser, browser.open("/signin"), this.name, PASSWORD);
		assertThat(asked.address().getPath()).isEqualTo("/signin/new");
		assertThat(asked.document().select("main").text()).contains("gave your email address as theirs");
		assertThat(asked.document().select("#email")).isEmpty();
		assertThat(browser.submit(asked, Map.of("username", this.name)).address().getPath()).isEqualTo("/account");
		assertThat(this.accounts.findByLogin(squatter.emailAddress()).orElseThrow().id()).isEqualTo(account().id());
		assertThat(signIn(squatter.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenGoneOrLockedThereThenNotAnyMoreAndTheReasonIsForOperators() {
		String dn = this.server.person(this.name, PASSWORD);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		this.server.refuse(dn, "775");
		Page locked = signIn(this.name, PASSWORD);
		assertThat(alert(locked)).isEqualTo("The name or password is wrong. Please try again.");
		assertThat(reasons()).containsExactly("LOCKED");
		this.server.remove(dn);
		assertThat(alert(signIn(this.name, PASSWORD))).isEqualTo(alert(locked));
	}

	/** Who knows the right password learns what is to be done, and nobody else. */
	@ParameterizedTest
	@ValueSource(strings = { "532", "773" })
	void signInWhenPasswordIsToBeChangedThereThenSaidInOneSentence(String remark) {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, remark);
		Page page = signIn(this.name, PASSWORD);
		assertThat(page.address().getPath()).isEqualTo("/signin");
		assertThat(alert(page)).startsWith("Your password is right, but Example directory wants");
		assertThat(this.accounts.findByLogin(this.name)).isEmpty();
		for (int i = 0; i < 4; i++) {
			assertThat(alert(signIn(this.name, PASSWORD))).as("it is no wrong one").isEqualTo(alert(page));
		}
		assertThat(reasons()).contains(remark.equals("532") ? "EXPIRED" : "TO_BE_CHANGED");
	}

	@Test
	void signInWhenTheServerSaysThatItIsToBeChangedThenSaidToo() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.police(dn, ResultCode.SUCCESS, null, DraftBeheraLDAPPasswordPolicy10ErrorType.CHANGE_AFTER_RESET);
		assertThat(alert(signIn(this.name, PASSWORD))).startsWith("Your password is right, but");
		assertThat(alert(signIn(this.name, "wrong"))).isEqualTo("The name or password is wrong. Please try again.");
		this.server.police(dn, ResultCode.SUCCESS, DraftBeheraLDAPPasswordPolicy10WarningType.GRACE_LOGINS_REMAINING,
				null);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where type = 'directory.password-ending'"
					+ " and details ->> 'alias' = :alias")
			.param("alias", this.directory.alias())
			.query(Integer.class)
			.single()).isOne();
	}

	/** Some directories may say so before they have compared it. */
	@Test
	void signInWhenToldThatItIsToBeChangedThenStillCountedInARow() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, "532");
		for (int i = 0; i < 6; i++) {
			assertThat(alert(signIn(this.name, "wrong"))).startsWith("Your password is right, but");
		}
		assertThat(counted("PASSWORD_AT_DIRECTORY " + this.directory.id())).isZero();
		assertThat(counted("PASSWORD_AT_DIRECTORY_IN_A_ROW " + this.directory.id())).isEqualTo(6);
		List<Asker> anybody = this.beans.getBean(PasswordLimits.class).ofAnybody(this.name, "127.0.0.1");
		assertThat(this.beans.getBean(Asks.class).before(anybody))
			.extracting((before) -> before.asker().what(), AskedBefore::times)
			.containsExactly(tuple(Asking.PASSWORD_IN_A_ROW, 6));
	}

	private int counted(String asker) {
		return this.jdbc.sql("select asked from asks where starts_with(asker, :asker)")
			.param("asker", asker + " ")
			.query(Integer.class)
			.single();
	}

	@Test
	void connectWhenPasswordIsToBeChangedThereThenSaidBesideTheField() {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, "773");
		Browser browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = submit(browser, browser.open(CONNECT), this.name, PASSWORD);
		assertThat(page.document().select("#password-error").text()).startsWith("This password is right, but");
		assertThat(links()).isZero();
	}

	/** As far as anybody can see, there is no such person. */
	@ParameterizedTest
	@CsvSource({ "userAccountControl, 514, DISABLED", "accountExpires, 116444736000000000, OVER",
			"pwdAccountLockedTime, 000001010000Z, LOCKED" })
	void signInWhenOutThereForGoodThenNoPasswordIsSentAndOperatorsReadWhy(String attribute, String value,
			String reason) {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.change(dn, attribute, value);
		assertThat(alert(signIn(this.name, PASSWORD))).isEqualTo("The name or password is wrong. Please try again.");
		assertThat(this.server.binds()).extracting(TestDirectoryServer.Bind::password).doesNotContain(PASSWORD);
		assertThat(reasons()).containsExactly(reason);
		assertThat(this.jdbc
			.sql("select count(*) from audit_events where type = 'directory.refused'"
					+ " and details ->> 'alias' = :alias and request_id is not null")
			.param("alias", this.directory.alias())
			.query(Integer.class)
			.single()).as("told with the request").isOne();
	}

	@ParameterizedTest
	@CsvSource({ "530, NOT_NOW", "531, NOT_FROM_HERE", "533, DISABLED", "701, OVER", "775, LOCKED" })
	void signInWhenActiveDirectoryRefusesThenOnlyOperatorsReadWhy(String remark, String reason) {
		String dn = this.server.person(this.name, PASSWORD);
		this.server.refuse(dn, remark);
		assertThat(alert(signIn(this.name, PASSWORD))).isEqualTo("The name or password is wrong. Please try again.");
		assertThat(reasons()).containsExactly(reason);
	}

	private List<String> reasons() {
		return this.jdbc
			.sql("select details ->> 'reason' from audit_events where type = 'directory.refused'"
					+ " and details ->> 'alias' = :alias")
			.param("alias", this.directory.alias())
			.query(String.class)
			.list();
	}

	/** Names are given to others there; who somebody is, is the subject. */
	@Test
	void signInWhenNameBelongsToSomebodyElseThereThenNotIntoTheAccount() {
		String dn = this.server.person(this.name, PASSWORD);
		signIn(this.name, PASSWORD);
		Account first = account();
		this.server.remove(dn);
		this.server.person(this.name, "of somebody else", "x" + this.name + "@example.test");
		Page page = signIn(this.name, "of somebody else");
		assertThat(page.address().getPath()).isEqualTo("/signin");
		assertThat(this.server.binds()).as("nor is anything guessed of them")
			.extracting(TestDirectoryServer.Bind::password)
			.doesNotContain("of somebody else");
		assertThat(links()).isOne();
		assertThat(account().id()).isEqualTo(first.id());
	}

	@Test
	void signInWhenDirectoryIsAwayThenAllWhoAreNotSignedInReadTheSameAndOthersGetIn() {
		Account local = this.actors.person("USER");
		this.server.close();
		Page unknown = signIn(this.name, PASSWORD);
		assertThat(unknown.status()).isEqualTo(503);
		assertThat(unknown.header("Retry-After")).isPresent();
		Page wrong = signIn(local.username(), "wrong");
		assertThat(wrong.status()).isEqualTo(503);
		assertThat(alert(wrong)).isEqualTo(alert(unknown)).contains("directory");
		assertThat(signIn(local.username(), Actors.PASSWORD).address().getPath()).isEqualTo("/account");
	}

	@Test
	void signInWhenPasswordIsEmptyThenNobodyIsAsked() {
		this.server.person(this.name, PASSWORD);
		assertThat(signIn(this.name, "").document().select("#password[aria-invalid=true]")).hasSize(1);
		assertThat(signIn(this.name, "   ").address().getPath()).isEqualTo("/signin");
		assertThat(this.server.binds()).isEmpty();
	}

	@Test
	void signInWhenFirstAndManyAtOnceThenOneAccount() throws Exception {
		this.server.person(this.name, PASSWORD);
		List<String> pages = AtOnce.call(4, () -> signIn(this.name, PASSWORD).address().getPath());
		assertThat(Set.copyOf(pages)).containsExactly("/account");
		assertThat(links()).isOne();
	}

	/** Here both are at it at the same time, and the end is first. */
	@Test
	void signInWhenTheLinkIsEndedAtThatMomentThenNotIn() throws Exception {
		this.server.person(this.name, PASSWORD);
		signIn(this.name, PASSWORD);
		AccountId owner = account().id();
		DirectoryLinks links = this.beans.getBean(DirectoryLinks.class);
		TransactionTemplate transaction = this.beans.getBean(TransactionTemplate.class);
		CompletableFuture<Page> page = new CompletableFuture<>();
		transaction.executeWithoutResult((status) -> {
			links.remove(links.of(owner).get(0).id(), owner, owner);
			page.completeAsync(() -> signIn(this.name, PASSWORD));
			Eventually.holds(() -> LockWaits.all(this.jdbc) > 0);
		});
		assertThat(page.get().address().getPath()).isEqualTo("/signin");
	}

	/** The password was right all the same. */
	@Test
	void signInWhenTheDirectoryIsChangedAtThatMomentThenSaidSoAndNotCountedAsWrong() throws Exception {
		this.server.person(this.name, PASSWORD);
		DirectorySettings before = settings();
		DirectorySettings after = new DirectorySettings("Another name", before.server(), before.people(),
				before.groups(), before.names(), before.accounts(), before.passwordPage());
		AccountId administrator = this.actors.person("USER").id();
		int failures = failures();
		CompletableFuture<Page> page = new CompletableFuture<>();
		this.beans.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			TestDirectories.change(this.beans, this.directory, after, administrator);
			page.completeAsync(() -> signIn(this.name, PASSWORD));
			Eventually.holds(() -> LockWaits.all(this.jdbc) > 0);
		});
		assertThat(alert(page.get())).startsWith("Your password is right, but your directory was changed");
		assertThat(failures()).isEqualTo(failures);
		assertThat(signIn(this.name, PASSWORD).address().getPath()).isEqualTo("/account");
	}

	private int failures() {
		return this.jdbc.sql("select count(*) from audit_events where type = 'signin.failed'")
			.query(Integer.class)
			.single();
	}

	private DirectorySettings settings() {
		return TestDirectories.settings(this.server, new DirectoryRule("EDITORS", Kind.ROLE, "EDITOR"),
				new DirectoryRule("cn=authors," + TestDirectoryServer.GROUPS, Kind.GROUP, "Authors"));
	}

	private Account account() {
		return this.accounts.findByLogin(this.name).orElseThrow();
	}

	private int links() {
		return this.jdbc.sql("select count(*) from directory_links where directory_id = :id")
			.param("id", this.directory.id().value())
			.query(Integer.class)
			.single();
	}

	private Page signIn(String login, String password) {
		Browser browser = this.actors.browser();
		return submit(browser, browser.open("/signin"), login, password);
	}

	private static Page submit(Browser browser, Page page, String login, String password) {
		return browser.submit(page, Map.of("login", login, "password", password));
	}

	private static String alert(Page page) {
		return page.document().select("#problem").text();
	}

	/** All that can be seen of six tries, but for what was typed. */
	private List<String> answers(String login) {
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			Page page = signIn(login, "wrong " + i);
			answers.add(page.status() + " " + page.document().title() + " " + alert(page) + " "
					+ page.document().select("form").eachAttr("action"));
		}
		return answers;
	}

}
