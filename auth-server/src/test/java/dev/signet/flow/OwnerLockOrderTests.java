package dev.signet.flow;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.Roles;
import dev.signet.credential.TestAuthenticator;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.factor.SecondFactors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people do to accounts of their own waits for no administrator where it can take
 * none away, and goes by one order, so that nobody blocks anybody.
 */
@SignetTest
class OwnerLockOrderTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Sessions sessions;

	@Autowired
	private MailedProofs proofs;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
	}

	/**
	 * Else anybody keeps all of them from signing in, by a link that is never used up.
	 */
	@ParameterizedTest
	@EnumSource
	void linkWhenNobodyIsTakenAwayByItThenWaitsForNoAdministrator(Link link) {
		Account administrator = this.actors.person("USER", Roles.ADMIN);
		Browser browser = (link == Link.CONFIRM_OWN) ? this.actors.signedIn(this.person) : this.actors.browser();
		if (link != Link.CONFIRM_OWN) {
			this.actors.confirm(this.person);
		}
		String token = token(link.purpose);
		Page any = browser.open("/signin");
		Map<String, String> form = Map.of("token", token, "password", "another horse with batteries", "_csrf",
				any.csrf());
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.hold(administrator.id());
			assertThat(CompletableFuture.supplyAsync(() -> browser.post(link.path, form)))
				.succeedsWithin(30, TimeUnit.SECONDS)
				.satisfies((page) -> assertThat(page.status()).isEqualTo(200));
		});
		assertThat(this.proofs.find(link.purpose, token).isPresent()).as("still good")
			.isEqualTo(link == Link.CHANGE_ELSEWHERE);
	}

	@Test
	void removeAppWhenTheAccountIsLockedAtTheSameTimeThenNobodyBlocksAnybody() throws Exception {
		TestAuthenticator phone = TestAuthenticator.of(id(), this.beans);
		Browser browser = this.actors.browser();
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		browser.submit(second, Map.of("code", phone.next(), "trust", "true"));
		CompletableFuture<Void> removed = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.hold(id());
			removed.completeAsync(() -> {
				this.beans.getBean(SecondFactors.class).removeApp(id());
				return null;
			});
			Eventually.holds(() -> removed.isDone() || LockWaits.forRows(this.jdbc) > 0);
			this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
		});
		removed.get(1, TimeUnit.MINUTES);
		assertThat(this.accounts.find(id()).orElseThrow().locked()).isTrue();
	}

	/** Both end the session and what was given in it, the session first. */
	@Test
	void lockWhenTheSessionEndsAtTheSameTimeThenNobodyBlocksAnybody() throws Exception {
		RelyingParty app = this.actors.app();
		app.redeem(app.code(this.actors.consented(this.person, app)));
		UUID session = this.sessions.of(id()).get(0).id();
		CompletableFuture<Void> locked = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select id from sessions where id = :id for no key update")
				.param("id", session)
				.query(UUID.class)
				.single();
			locked.completeAsync(() -> {
				this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
				return null;
			});
			Eventually.holds(() -> locked.isDone() || LockWaits.forRows(this.jdbc) > 0);
			this.sessions.end(session, EndReason.SIGNED_OUT);
		});
		locked.get(1, TimeUnit.MINUTES);
		assertThat(this.accounts.find(id()).orElseThrow().locked()).isTrue();
	}

	/** Whoever reads mail there takes the address over; its account is locked first. */
	@Test
	void undoOfAChangeWhenTheClaimantConfirmsAtTheSameTimeThenNobodyBlocksAnybody() throws Exception {
		Account robbed = this.actors.confirmed("USER");
		EmailAddress address = new EmailAddress(this.person.emailAddress());
		String token = this.proofs.issue(Purpose.UNDO_EMAIL, robbed.id(), address).token();
		Browser browser = this.actors.browser();
		Page question = browser.open("/email/undo?token=" + token);
		CompletableFuture<Page> undone = new CompletableFuture<>();
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.hold(id());
			undone.completeAsync(() -> browser.submit(question, Map.of("token", token)));
			Eventually.holds(() -> undone.isDone() || LockWaits.forRows(this.jdbc) > 0);
			this.accounts.update(id(), (account) -> account.verifyEmail(address, this.clock.instant()));
		});
		assertThat(undone.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
		assertThat(this.accounts.find(id()).orElseThrow().emailVerified()).isTrue();
		assertThat(this.accounts.find(robbed.id()).orElseThrow().locked()).isTrue();
	}

	private String token(Purpose purpose) {
		EmailAddress address = new EmailAddress(
				((purpose == Purpose.CHANGE_EMAIL) ? "new-" : "") + this.person.emailAddress());
		return (purpose == Purpose.RESET_PASSWORD) ? this.proofs.issue(purpose, id(), address).token()
				: this.proofs.issueWithCode(purpose, id(), address, UUID.randomUUID()).token();
	}

	private AccountId id() {
		return this.person.id();
	}

	/** What people follow that takes nobody away. */
	enum Link {

		CHANGE_ELSEWHERE("/email/confirm", Purpose.CHANGE_EMAIL), CONFIRM_OWN("/email/confirm", Purpose.VERIFY_EMAIL),
		RESET("/recover/password", Purpose.RESET_PASSWORD);

		private final String path;

		private final Purpose purpose;

		Link(String path, Purpose purpose) {
			this.path = path;
			this.purpose = purpose;
		}

	}

}
