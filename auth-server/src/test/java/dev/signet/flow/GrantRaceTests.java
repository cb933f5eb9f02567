package dev.signet.flow;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountDeletion;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.Accounts;
import dev.signet.client.Clients;
import dev.signet.client.TestClients;
import dev.signet.credential.PasswordHash;
import dev.signet.credential.Passwords;
import dev.signet.grant.Grants;
import dev.signet.selfservice.TestOwnPages;
import dev.signet.session.EndReason;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A session ends at the moment in which something is given in it, after the request has
 * found it alive: nothing is given any more, also not what would live on without it. The
 * same for what is taken back at that moment.
 */
@SignetTest
class GrantRaceTests {

	private static final String OFFLINE = "openid offline_access";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Sessions sessions;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER");
		this.app = this.actors.app();
		this.browser = this.actors.signedIn(this.person);
		this.actors.allowAll(this.browser, this.app.authorize(this.browser, offline()));
	}

	@ParameterizedTest
	@EnumSource
	void authorizeThenNothingIsGivenAndThePersonIsAskedToSignIn(Act act) throws Exception {
		Page page = whileHeld(act, () -> this.app.authorize(this.browser, offline()));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.address().getPath()).isEqualTo("/signin");
		assertNothingStands();
	}

	@ParameterizedTest
	@EnumSource
	void authorizeWhenNoPageMayBeShownThenLoginRequired(Act act) throws Exception {
		Map<String, String> request = this.app.request(Map.of("scope", OFFLINE, "prompt", "none"));
		Page answer = whileHeld(act, () -> this.app.authorize(this.browser, request));
		assertThat(answer.answer()).containsEntry("error", "login_required")
			.containsEntry("state", request.get("state"))
			.doesNotContainKey("code");
		assertNothingStands();
	}

	@Test
	void signInWhenTheSessionEndedAtTheLastMomentThenTheAppGoesOn() throws Exception {
		Page page = whileHeld(Act.SIGNED_OUT, () -> this.app.authorize(this.browser, offline()));
		String code = this.actors.signIn(this.browser, page, this.person).answer().get("code");
		assertThat(this.app.redeem(code).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void allowDeviceThenNothingIsGivenAndThePersonIsAskedToSignIn(Act act) throws Exception {
		TestDevice device = device().begin(OFFLINE);
		Page shown = device.show(this.browser);
		Page page = whileHeld(act, () -> TestDevice.decide(this.browser, shown, "allow", "openid", "offline_access"));
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.address().getPath()).isEqualTo("/signin");
		assertThat(device.poll().error()).isEqualTo("authorization_pending");
		assertNothingStands();
	}

	@Test
	void signInWhenTheSessionEndedBeforeTheDeviceWasAllowedThenItCanBe() throws Exception {
		TestDevice device = device().begin();
		Page shown = device.show(this.browser);
		Page page = whileHeld(Act.SIGNED_OUT,
				() -> TestDevice.decide(this.browser, shown, "allow", "profile", "email", "roles"));
		Page code = this.actors.signIn(this.browser, page, this.person);
		assertThat(code.address().getPath()).isEqualTo("/device");
		assertThat(code.document().select("input[name=user_code]").val()).isEqualTo(device.userCode());
		device.allow(this.browser);
		assertThat(device.poll().status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void redeemThenInvalidGrant(Act act) throws Exception {
		String code = this.app.authorize(this.browser, offline()).answer().get("code");
		RelyingParty.Answer answer = whileHeld(act, () -> this.app.redeem(code));
		assertThat(answer.error()).isEqualTo("invalid_grant");
		assertNothingStands();
	}

	@ParameterizedTest
	@EnumSource
	void pollWhenTheDeviceIsAllowedThenInvalidGrant(Act act) throws Exception {
		TestDevice device = device().begin(OFFLINE);
		device.allow(this.browser);
		RelyingParty.Answer answer = whileHeld(act, device::poll);
		assertThat(answer.error()).isEqualTo("invalid_grant");
		assertNothingStands();
	}

	/** One that outlives its session ends with the account's being shut. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIGNED_OUT")
	void refreshThenInvalidGrant(Act act) throws Exception {
		String token = this.app.redeem(this.app.authorize(this.browser, offline()).answer().get("code")).refreshToken();
		RelyingParty.Answer answer = whileHeld(act, () -> this.app.refresh(token));
		assertThat(answer.error()).isEqualTo("invalid_grant");
		assertNothingStands();
	}

	@Test
	void authorizeWhenTheAppIsRemovedMeanwhileThenNothingIsGivenAndThePersonIsAsked() throws Exception {
		Page page = whileHeld(() -> remove(this.app), () -> this.app.authorize(this.browser, offline()));
		assertThat(page.address().getPath()).isEqualTo("/consent");
		assertNothingStands();
		String code = this.actors.allowAll(this.browser, page).answer().get("code");
		assertThat(this.app.redeem(code).status()).isEqualTo(200);
	}

	@Test
	void authorizeWhenTheAppIsRemovedAndNoPageMayBeShownThenConsentRequired() throws Exception {
		Map<String, String> request = this.app.request(Map.of("scope", OFFLINE, "prompt", "none"));
		Page answer = whileHeld(() -> remove(this.app), () -> this.app.authorize(this.browser, request));
		assertThat(answer.answer()).containsEntry("error", "consent_required").doesNotContainKey("code");
		assertNothingStands();
	}

	@Test
	void removeAppWhenItIsBeingGivenSomethingThenThatEndsToo() throws Exception {
		FutureTask<Page> given = new FutureTask<>(() -> this.app.authorize(this.browser, offline()));
		FutureTask<Void> removed = new FutureTask<>(() -> remove(this.app), null);
		this.transactions.executeWithoutResult((status) -> {
			// What is given holds its account and must wait for its client
			this.jdbc.sql("select id from clients where id = :id for update")
				.param("id", clientOf(this.app))
				.query(UUID.class)
				.single();
			new Thread(given).start();
			Eventually.holds(() -> LockWaits.forRows(this.jdbc) == 1);
			new Thread(removed).start();
			Eventually.holds(() -> removed.isDone() || LockWaits.forRows(this.jdbc) == 2);
			assertThat(removed).as("waits for what is given").isNotDone();
		});
		removed.get();
		given.get();
		assertNothingStands();
	}

	/** What was allowed before is given again without being ticked. */
	@Test
	void allowDeviceWhenItsAppIsRemovedMeanwhileThenOnlyWhatIsTickedNow() throws Exception {
		RelyingParty tv = this.actors.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE));
		TestDevice device = new TestDevice(tv).begin(OFFLINE);
		device.allow(this.browser);
		Page shown = device.begin(OFFLINE).show(this.browser);
		whileHeld(() -> remove(tv), () -> TestDevice.decide(this.browser, shown, "allow"));
		assertThat(this.beans.getBean(Grants.class).access(id()))
			.filteredOn((access) -> access.clientId().equals(clientOf(tv)))
			.singleElement()
			.satisfies((access) -> assertThat(access.scopes()).containsExactly("openid"));
	}

	private void remove(RelyingParty app) {
		TestOwnPages.removeApp(id(), clientOf(app), this.beans);
	}

	private UUID clientOf(RelyingParty app) {
		return this.beans.getBean(Clients.class).findByClientId(app.clientId()).orElseThrow().id();
	}

	private Map<String, String> offline() {
		return this.app.request(Map.of("scope", OFFLINE));
	}

	private TestDevice device() {
		return new TestDevice(this.actors.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE)));
	}

	/**
	 * Sends a request while the session has ended for nobody else yet. It finds the
	 * session alive, waits with what it gives, and then finds that it is over.
	 */
	private <T> T whileHeld(Act act, Callable<T> request) throws Exception {
		PasswordHash hash = this.beans.getBean(Passwords.class).hash("another horse " + UUID.randomUUID());
		return whileHeld(() -> end(act, hash), request);
	}

	private <T> T whileHeld(Runnable act, Callable<T> request) throws Exception {
		FutureTask<T> begun = new FutureTask<>(request);
		this.transactions.executeWithoutResult((status) -> {
			act.run();
			new Thread(begun).start();
			Eventually.holds(() -> begun.isDone() || LockWaits.forRows(this.jdbc) > 0);
		});
		return begun.get();
	}

	private void end(Act act, PasswordHash hash) {
		switch (act) {
			case SIGNED_OUT -> this.sessions.of(id())
				.stream()
				.map(Session::id)
				.forEach((session) -> this.sessions.end(session, EndReason.SIGNED_OUT));
			case SIGNED_OUT_EVERYWHERE -> this.sessions.endAll(id(), EndReason.SIGNED_OUT_EVERYWHERE);
			case PASSWORD_RESET -> {
				this.sessions.endAll(id(), EndReason.PASSWORD_CHANGED);
				this.beans.getBean(Passwords.class).change(id(), hash);
			}
			case RECLAIMED -> this.events.publishEvent(new AccountReclaimed(id()));
			case LOCKED -> this.accounts.update(id(), (account) -> account.lock(this.clock.instant()));
			case DISABLED -> this.accounts.update(id(), (account) -> account.disable(this.clock.instant()));
			case DELETION_ASKED -> this.beans.getBean(AccountDeletion.class).ask(id());
			case DELETED -> this.beans.getBean(AccountDeletion.class).delete(id());
		}
	}

	private void assertNothingStands() {
		assertThat(this.jdbc.sql("select count(*) from grants where account_id = :id and revoked_at is null")
			.param("id", id().value())
			.query(Integer.class)
			.single()).isZero();
	}

	private AccountId id() {
		return this.person.id();
	}

	/** What ends the session. */
	enum Act {

		SIGNED_OUT, SIGNED_OUT_EVERYWHERE, PASSWORD_RESET, RECLAIMED, LOCKED, DISABLED, DELETION_ASKED, DELETED

	}

}
