package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.AccountSuspension;
import dev.signet.account.Accounts;
import dev.signet.account.Administrators;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.account.TestAccounts;
import dev.signet.credential.Authenticators;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.demo.upstream.StandIn;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryRule.Kind;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.linking.DirectorySessions;
import dev.signet.mail.Mailbox;
import dev.signet.passkey.TestPasskey;
import dev.signet.recovery.TestPasswordResets;
import dev.signet.selfservice.TestOwnPages;
import dev.signet.session.Device;
import dev.signet.session.EndReason;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import dev.signet.signin.trust.TrustedDevices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody has just proved who they are when everybody is shut out of the account: what
 * was proved before opens no session after, in whichever way it was proved.
 */
@SignetTest
class ShutOutRaceTests {

	/** Set in the environment of the tests: its holders need a second factor. */
	private static final String CAREFUL = "CAREFUL";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Sessions sessions;

	@Autowired
	private TrustedDevices trustedDevices;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private MutableClock clock;

	private Account person;

	/** The same person in a session elsewhere, from where they may shut others out. */
	private SignedInAccount elsewhere;

	private Browser browser;

	@BeforeEach
	void setUp() {
		becomes(this.actors.confirmed("USER"));
		this.browser = this.actors.browser();
	}

	@AfterEach
	void tearDown() {
		Upstream.reset(this.beans);
	}

	@ParameterizedTest
	@EnumSource
	void signInByPasswordThenNotIn(Act act) throws Exception {
		Page page = this.browser.open("/signin");
		assertOver(whileHeld(act, () -> this.actors.signIn(this.browser, page, this.person)));
		assertThat(this.jdbc.sql("select count(*) from known_browsers where account_id = :id")
			.param("id", id().value())
			.query(Integer.class)
			.single()).as("nor is the browser known").isZero();
	}

	@ParameterizedTest
	@EnumSource
	void signInByPasskeyThenNotIn(Act act) throws Exception {
		TestPasskey passkey = TestPasskey.of(id(), this.beans);
		Page page = this.browser.open("/signin");
		Map<String, String> answer = Map.of("passkey",
				passkey.answer(page.document().selectFirst("form[data-passkey]").attr("data-question")));
		assertOver(whileHeld(act, () -> this.browser.submit(page, answer)));
	}

	@ParameterizedTest
	@EnumSource
	void signInByMailThenNotIn(Act act) throws Exception {
		Page enter = this.browser.submit(this.browser.open("/signin"),
				Map.of("from", "signin", "login", this.person.username()));
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		assertOver(whileHeld(act, () -> this.browser.submit(enter, Map.of("code", code))));
	}

	@ParameterizedTest
	@EnumSource
	void signInByProviderThenNotIn(Act act) throws Exception {
		Upstream google = Upstream.enabled(this.beans, StandIn.GOOGLE);
		String address = Upstream.newAddress();
		Browser before = this.actors.browser();
		google.signIn(before, "Ada Lovelace", address);
		Account newcomer = this.accounts.findByLogin(address).orElseThrow();
		this.sessions.endAll(newcomer.id(), EndReason.SIGNED_OUT_EVERYWHERE);
		becomes(newcomer);
		Page asked = google.visit(this.browser, this.browser.open("/signin"));
		whileHeld(act, () -> google.type(this.browser, asked, "Ada Lovelace", address));
		assertNobodyIsIn();
	}

	/** Of a directory too, which is asked before the account is held. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "PASSWORD_RESET", "PASSWORD_CHANGED" })
	void signInByDirectoryThenNotIn(Act act) throws Exception {
		assertNotInByDirectory(act, "");
	}

	/** By a name that is known to the directory alone. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "PASSWORD_RESET", "PASSWORD_CHANGED" })
	void signInByDirectoryWhenByAnotherNameThenNotIn(Act act) throws Exception {
		assertNotInByDirectory(act, "@corp.example");
	}

	private void assertNotInByDirectory(Act act, String domain) throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = comeByDirectory(server);
			try {
				Page page = this.browser.open("/signin");
				whileHeld(act, () -> this.browser.submit(page,
						Map.of("login", this.person.username() + domain, "password", Actors.PASSWORD)));
				assertNobodyIsIn();
			}
			finally {
				TestDirectories.disable(this.beans, directory);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void secondStepThenNotInAndTheDeviceIsNotTrusted(Act act) throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		assertOver(whileHeld(act, () -> this.browser.submit(second, Map.of("code", phone.next(), "trust", "true"))));
		assertThat(this.trustedDevices.of(id())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void signInOnTrustedDeviceThenNotIn(Act act) throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.browser.submit(second, Map.of("code", phone.next(), "trust", "true"));
		assertThat(this.trustedDevices.of(id())).hasSize(1);
		others().forEach((session) -> this.sessions.end(session.id(), EndReason.SIGNED_OUT));
		Page page = this.browser.open("/signin");
		assertOver(whileHeld(act, () -> this.actors.signIn(this.browser, page, this.person)));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PASSWORD_RESET")
	void setUpOfASecondFactorThenAddsNone(Act act) throws Exception {
		becomes(this.actors.person("USER", CAREFUL));
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		whileHeld(act, () -> this.browser.submit(offer, Map.of("code", phone.shown())));
		assertNobodyIsIn();
		assertThat(this.beans.getBean(Authenticators.class).of(id())).isEmpty();
	}

	/** The directory has said yes already, while it was on. */
	@Test
	void signInByDirectoryWhenItIsSwitchedOffMeanwhileThenNotInAndNothingIsGiven() throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = comeByDirectory(server);
			String dn = "uid=" + this.person.username() + "," + TestDirectoryServer.PEOPLE;
			server.group("editors", dn);
			Page page = this.browser.open("/signin");
			whileHeld(() -> CompletableFuture.runAsync(() -> TestDirectories.disable(this.beans, directory)).join(),
					() -> this.actors.signIn(this.browser, page, this.person));
			assertThat(server.binds()).as("before, and now").hasSize(2).allMatch((bind) -> bind.dn().equals(dn));
			assertNobodyIsIn();
			assertThat(this.accounts.find(id()).orElseThrow().roles()).containsExactly("USER");
		}
	}

	@Test
	void secondStepWhenPeopleOfTheDirectoryAreSignedOutMeanwhileThenNotIn() throws Exception {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			Directory directory = comeByDirectory(server);
			TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
			Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
			SignedInAccount administrator = new SignedInAccount(AccountId.random(), UUID.randomUUID(), "admin",
					Set.of(), List.of(), null);
			TestDirectories.disable(this.beans, directory);
			assertOver(
					whileHeld(() -> this.beans.getBean(DirectorySessions.class).endAll(directory.id(), administrator),
							() -> this.browser.submit(second, phone.form())));
		}
	}

	/** It belongs to a session, which is over with all others. */
	@ParameterizedTest
	@EnumSource
	void setUpOfASecondFactorFromASessionThenAddsNone(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		Page offer = this.browser.open("/signin/step-up");
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		TestAuthenticator phone = TestAuthenticator.typed(offer.document().selectFirst("#secret").text(), this.beans);
		whileHeld(act, () -> this.browser.submit(offer, Map.of("code", phone.shown())));
		assertNobodyIsIn();
		assertThat(this.beans.getBean(Authenticators.class).of(id())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void recoveryCodesThenMakesNone(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		TestAuthenticator.of(id(), this.beans);
		Page offer = this.browser.open("/account/security/recovery-codes");
		whileHeld(act, () -> this.actors.recoveryCodes(this.browser, offer));
		assertNobodyIsIn();
		assertThat(this.beans.getBean(RecoveryCodes.class).left(id())).isZero();
	}

	/** On the page for who has none. */
	@Test
	void recoveryCodesAfterTheSetUpWhenOutMeanwhileThenMakesNone() throws Exception {
		this.browser = this.actors.signedIn(this.person);
		TestAuthenticator.of(id(), this.beans);
		Page offer = this.browser.open("/signin/codes");
		assertOver(whileHeld(Act.OTHERS_SIGNED_OUT, () -> this.actors.recoveryCodes(this.browser, offer)));
		assertThat(this.beans.getBean(RecoveryCodes.class).left(id())).isZero();
	}

	/** Of a directory too, which is asked before the account is held. */
	@ParameterizedTest
	@EnumSource
	void connectionWithADirectoryThenMakesNone(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			String name = "d" + UUID.randomUUID().toString().substring(0, 12);
			server.person(name, Actors.PASSWORD);
			Directory directory = TestDirectories.enabled(this.beans, TestDirectories.settings(server));
			try {
				Page page = this.browser.open("/account/security/directory");
				Page answer = whileHeld(act,
						() -> this.browser.submit(page, Map.of("login", name, "password", Actors.PASSWORD)));
				assertThat(answer.address().getPath()).isEqualTo("/signin");
				assertNobodyIsIn();
				assertThat(this.beans.getBean(DirectoryLinks.class).withRemoved(id())).isEmpty();
			}
			finally {
				TestDirectories.disable(this.beans, directory);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void restorationOfALinkToADirectoryThenStaysRemoved(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		DirectoryLinks links = this.beans.getBean(DirectoryLinks.class);
		TestDirectories.link(id(), this.beans);
		UUID link = links.of(id()).get(0).id();
		assertThat(links.remove(link, id(), id())).isTrue();
		assertNotRestored(act, "/account/directories/" + link + "/restore");
		assertThat(links.withRemoved(id())).hasSize(1)
			.allSatisfy((removed) -> assertThat(removed.restoredAt()).isNull());
	}

	@ParameterizedTest
	@EnumSource
	void restorationOfALinkToAProviderThenStaysRemoved(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.person);
		Links links = this.beans.getBean(Links.class);
		UpstreamPerson there = new UpstreamPerson("https://upstream.example", UUID.randomUUID().toString(), null, false,
				Map.of(), null);
		UUID link = links.add(id(), Upstream.enabled(this.beans, StandIn.GOOGLE).provider().id(), there).id();
		assertThat(links.remove(link, id())).isTrue();
		assertNotRestored(act, "/account/providers/" + link + "/restore");
		assertThat(links.of(id())).hasSize(1).allSatisfy((removed) -> assertThat(removed.restoredAt()).isNull());
	}

	private void assertNotRestored(Act act, String address) throws Exception {
		Page page = this.browser.open(address);
		Page answer = whileHeld(act, () -> this.browser.post(address, Map.of("_csrf", page.csrf())));
		assertThat(answer.address().getPath()).isEqualTo("/signin");
		assertNobodyIsIn();
	}

	/** Nobody resets a password by an address that is not confirmed. */
	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PASSWORD_RESET")
	void confirmationOfAnAddressThenNotConfirmed(Act act) throws Exception {
		becomes(this.actors.person("USER"));
		this.browser = this.actors.signedIn(this.person);
		Page page = this.browser.open("/account/email");
		this.browser.post("/account/email/send", Map.of("_csrf", page.csrf()));
		String code = Mailbox.of(this.person.emailAddress()).only().code();
		whileHeld(act, () -> this.browser.post("/account/email/code", Map.of("code", code, "_csrf", page.csrf())));
		assertNobodyIsIn();
		assertThat(this.accounts.find(id()).orElseThrow().emailVerified()).isFalse();
	}

	/** Nor is it enough that the account is open again. */
	@Test
	void secondStepWhenEverybodyWasShutOutBeforeItThenOver() {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
		this.accounts.update(id(), (account) -> account.unlock(this.clock.instant()));
		assertOver(this.browser.submit(second, phone.form()));
	}

	@Test
	void keepWhenEverybodyWasShutOutBeforeItThenTheAccountIsNotKept() {
		this.beans.getBean(AccountDeletion.class).ask(id());
		Page question = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		assertThat(question.address().getPath()).isEqualTo("/signin/keep");
		this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
		assertOver(this.browser.post("/signin/keep", Map.of("decision", "keep", "_csrf", question.csrf())));
		assertThat(this.accounts.find(id()).orElseThrow().deletionDate()).isPresent();
	}

	/** Whoever awaits one person is not to get another one. */
	@ParameterizedTest
	@EnumSource
	void signInWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem(Act act) throws Exception {
		this.browser = this.actors.signedIn(this.actors.person("USER"));
		Page page = this.browser.open("/signin?other=yes&again=yes");
		assertOnlyTheOtherIsIn(whileHeld(act, () -> this.actors.signIn(this.browser, page, this.person)));
	}

	@ParameterizedTest
	@EnumSource
	void secondStepWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem(Act act) throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = secondStepBesideSomebodyElse();
		assertOnlyTheOtherIsIn(whileHeld(act, () -> this.browser.submit(second, phone.form())));
	}

	@ParameterizedTest
	@EnumSource
	void secondStepWhereSomebodyElseIsSignedInAndEverybodyWasShutOutBeforeThenNobodyGoesOnAsThem(Act act) {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Page second = secondStepBesideSomebodyElse();
		PasswordHash hash = this.beans.getBean(Passwords.class).hash("another horse " + UUID.randomUUID());
		this.transactions.executeWithoutResult((status) -> shutOut(act, hash));
		assertOnlyTheOtherIsIn(this.browser.submit(second, phone.form()));
		assertOnlyTheOtherIsIn(this.browser.open("/signin/second"));
	}

	@Test
	void setUpWhereSomebodyElseIsSignedInThenNobodyGoesOnAsThem() {
		Account other = this.actors.person("USER");
		this.browser = this.actors.signedIn(other);
		// Whose codes are still to come, which is not the page to go on to here
		TestAuthenticator.of(other.id(), this.beans);
		this.person = this.actors.person("USER", CAREFUL);
		Page offer = this.actors.signIn(this.browser, this.browser.open("/signin?other=yes&again=yes"), this.person);
		assertThat(offer.address().getPath()).isEqualTo("/signin/set-up");
		this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
		assertOnlyTheOtherIsIn(this.browser.submit(offer, Map.of("code", "123456")));
	}

	/** Of a version that notes no generation. */
	@Test
	void secondStepWhenANodeOfTheVersionBeforeBeganThenIn() {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin"), this.person);
		this.jdbc.sql("update signin_attempts set generation = null where account_id = :id")
			.param("id", id().value())
			.update();
		assertThat(this.browser.submit(second, phone.form()).address().getPath()).isEqualTo("/account");
	}

	/** Somebody who has an account by a directory, and has signed out again. */
	private Directory comeByDirectory(TestDirectoryServer server) {
		String name = "d" + UUID.randomUUID().toString().substring(0, 12);
		server.person(name, Actors.PASSWORD);
		Directory directory = TestDirectories.enabled(this.beans,
				TestDirectories.settings(server, new DirectoryRule("editors", Kind.ROLE, "EDITOR")));
		Browser before = this.actors.browser();
		before.submit(before.open("/signin"), Map.of("login", name, "password", Actors.PASSWORD));
		Account newcomer = this.accounts.findByLogin(name).orElseThrow();
		this.sessions.endAll(newcomer.id(), EndReason.SIGNED_OUT);
		becomes(newcomer);
		return directory;
	}

	private Page whileHeld(Act act, Callable<Page> signIn) throws Exception {
		PasswordHash hash = this.beans.getBean(Passwords.class).hash("another horse " + UUID.randomUUID());
		return whileHeld(() -> shutOut(act, hash), signIn);
	}

	/**
	 * The proof is looked at while the account is held, after the administrators, as some
	 * acts hold them. What comes of it waits, and then finds that everybody was shut out.
	 */
	private Page whileHeld(Runnable shutOut, Callable<Page> signIn) throws Exception {
		FutureTask<Page> begun = new FutureTask<>(signIn);
		this.transactions.executeWithoutResult((status) -> {
			this.beans.getBean(Administrators.class).hold(id());
			new Thread(begun).start();
			Eventually.holds(() -> begun.isDone() || LockWaits.forRows(this.jdbc) > 0);
			shutOut.run();
		});
		return begun.get();
	}

	private Page secondStepBesideSomebodyElse() {
		this.browser = this.actors.signedIn(this.actors.person("USER"));
		Page second = this.actors.signIn(this.browser, this.browser.open("/signin?other=yes&again=yes"), this.person);
		assertThat(second.address().getPath()).isEqualTo("/signin/second");
		return second;
	}

	private void shutOut(Act act, PasswordHash hash) {
		switch (act) {
			case SUSPENDED -> assertThat(this.beans.getBean(AccountSuspension.class).suspend(id())).isTrue();
			case RECLAIMED -> this.events.publishEvent(new AccountReclaimed(id()));
			case LOCKED -> this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
			case DISABLED -> this.accounts.update(id(), (account) -> account.disable(this.clock.instant()));
			case DELETION_ASKED -> this.beans.getBean(AccountDeletion.class).ask(id());
			case PASSWORD_RESET -> TestPasswordResets.change(this.person, hash, this.beans);
			case PASSWORD_CHANGED -> TestOwnPages.changePassword(this.elsewhere, hash, this.beans);
			case SIGNED_OUT_EVERYWHERE -> this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
			case OTHERS_SIGNED_OUT -> TestOwnPages.endOtherSessions(this.elsewhere, this.beans);
		}
	}

	private void assertOver(Page page) {
		assertThat(page.status()).isEqualTo(400);
		assertThat(page.document().select("#heading").text()).isEqualTo("Please start again");
		assertNobodyIsIn();
	}

	private void assertOnlyTheOtherIsIn(Page page) {
		assertThat(page.status()).isEqualTo(400);
		assertThat(page.document().select("#heading").text()).isEqualTo("Please start again");
		assertThat(others()).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/account");
	}

	private void assertNobodyIsIn() {
		assertThat(others()).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	/** The test goes on as somebody who is signed in elsewhere. */
	private void becomes(Account account) {
		Factor password = new Factor(Factor.Method.PASSWORD, this.clock.instant());
		UUID session = this.sessions
			.open(TestAccounts.generation(this.accounts, account.id()), List.of(password), false,
					new Device(null, null))
			.orElseThrow()
			.sessionId();
		this.person = account;
		this.elsewhere = new SignedInAccount(account.id(), session, account.username(), account.roles(),
				List.of(password));
	}

	/** All sessions but the one elsewhere, which some acts keep. */
	private List<Session> others() {
		return this.sessions.of(id())
			.stream()
			.filter((session) -> !session.id().equals(this.elsewhere.sessionId()))
			.toList();
	}

	private AccountId id() {
		return this.person.id();
	}

	/** What shuts everybody out. */
	enum Act {

		RECLAIMED, LOCKED, DISABLED, SUSPENDED, DELETION_ASKED, PASSWORD_RESET, PASSWORD_CHANGED, SIGNED_OUT_EVERYWHERE,

		OTHERS_SIGNED_OUT

	}

}
