package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.AccountSuspension;
import dev.signet.account.Administrators;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.account.TestAccounts;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryRule;
import dev.signet.directory.DirectoryRule.Kind;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.recovery.TestPasswordResets;
import dev.signet.selfservice.TestOwnPages;
import dev.signet.session.Device;
import dev.signet.session.EndReason;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import dev.signet.signin.trust.TrustedDevices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody has just proved who they are when everybody is shut out of the account.
 */
abstract class ShutOutRace extends Flow {

	/** Set in the environment of the tests: its holders need a second factor. */
	static final String CAREFUL = "CAREFUL";

	@Autowired
	Sessions sessions;

	@Autowired
	TrustedDevices trustedDevices;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	TransactionTemplate transactions;

	@Autowired
	ApplicationEventPublisher events;

	Account person;

	/** The same person in a session elsewhere, from where they may shut others out. */
	SignedInAccount elsewhere;

	Browser browser;

	@BeforeEach
	void setUp() {
		becomes(this.actors.confirmed("USER"));
		this.browser = this.actors.browser();
	}

	@AfterEach
	void tearDown() {
		Upstream.reset(this.beans);
	}

	/** Somebody who has an account by a directory, and has signed out again. */
	Directory comeByDirectory(TestDirectoryServer server) {
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

	Page whileHeld(Act act, Callable<Page> signIn) throws Exception {
		PasswordHash hash = this.beans.getBean(Passwords.class).hash("another horse " + UUID.randomUUID());
		return whileHeld(() -> shutOut(act, hash), signIn);
	}

	/**
	 * The proof is looked at while the account is held, after the administrators, as some
	 * acts hold them. What comes of it waits, and then finds that everybody was shut out.
	 */
	Page whileHeld(Runnable shutOut, Callable<Page> signIn) throws Exception {
		FutureTask<Page> begun = new FutureTask<>(signIn);
		this.transactions.executeWithoutResult((status) -> {
			this.beans.getBean(Administrators.class).hold(id());
			new Thread(begun).start();
			Eventually.holds(() -> begun.isDone() || LockWaits.forRows(this.jdbc) > 0);
			shutOut.run();
		});
		return begun.get();
	}

	void shutOut(Act act, PasswordHash hash) {
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

	void assertOver(Page page) {
		assertThat(page.status()).isEqualTo(400);
		assertThat(page.document().select("#heading").text()).isEqualTo("Please start again");
		assertNobodyIsIn();
	}

	void assertNobodyIsIn() {
		assertThat(others()).isEmpty();
		assertThat(this.browser.open("/account").address().getPath()).isEqualTo("/signin");
	}

	/** The test goes on as somebody who is signed in elsewhere. */
	void becomes(Account account) {
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
	List<Session> others() {
		return this.sessions.of(id())
			.stream()
			.filter((session) -> !session.id().equals(this.elsewhere.sessionId()))
			.toList();
	}

	AccountId id() {
		return this.person.id();
	}

	/** What shuts everybody out. */
	enum Act {

		RECLAIMED, LOCKED, DISABLED, SUSPENDED, DELETION_ASKED, PASSWORD_RESET, PASSWORD_CHANGED, SIGNED_OUT_EVERYWHERE,

		OTHERS_SIGNED_OUT

	}

}
