package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.Accounts;
import dev.signet.credential.Authenticators;
import dev.signet.credential.Passwords;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.federation.TestLinks;
import dev.signet.federation.link.Links;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.passkey.Passkeys;
import dev.signet.passkey.TestPasskey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody makes an account with the address of another person, sets up ways in that
 * would outlive a new password, and waits for that person to confirm the address.
 */
@SignetTest
class ReclaimedAccountFlowTests {

	private static final String PATH = "/account/email";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private Authenticators authenticators;

	@Autowired
	private RecoveryCodes recoveryCodes;

	@Autowired
	private Passkeys passkeys;

	@Autowired
	private Links links;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private ApplicationEventPublisher events;

	private RelyingParty app;

	private Account account;

	private Browser stranger;

	private String refreshToken;

	@BeforeEach
	void setUp() {
		// All tests come from one network
		this.jdbc.sql("delete from asks where asker like 'MAIL_FROM_NETWORK %'").update();
		this.app = this.actors.app();
		this.account = this.actors.person("USER");
		this.stranger = this.actors.consented(this.account, this.app);
		this.refreshToken = this.app.redeem(this.app.code(this.stranger)).refreshToken();
		TestPasskey.of(id(), this.beans);
		TestAuthenticator.of(id(), this.beans);
		TestLinks.of(id(), this.beans, "stranger@people.example");
	}

	@AfterEach
	void tearDown() {
		Upstream.reset(this.beans);
	}

	@Test
	void linkWhenFollowedWhereNobodyIsSignedInThenNothingOfBeforeOpensTheAccount() {
		Browser owner = this.actors.browser();
		Page question = owner.open(link());
		assertThat(question.document().select("#reclaims").text()).contains("set a new password");
		assertEverythingOpens();
		Page confirmed = owner.submit(question, Map.of());
		assertThat(confirmed.address().getPath()).isEqualTo("/recover");
		assertThat(this.accounts.find(id()).orElseThrow().emailVerified()).isTrue();
		assertThat(this.stranger.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(this.app.refresh(this.refreshToken).error()).isEqualTo("invalid_grant");
		assertThat(this.passwords.exists(id())).isFalse();
		assertThat(this.passkeys.existFor(id())).isFalse();
		assertThat(this.authenticators.of(id())).isEmpty();
		assertThat(this.recoveryCodes.left(id())).isZero();
		assertThat(this.links.count(id())).isZero();
		assertThat(this.jdbc.sql("select count(*) from known_browsers where account_id = ? and not forgotten")
			.param(id().value())
			.query(Integer.class)
			.single()).as("known browsers").isZero();
		assertThat(this.actors.events(id())).contains("account.reclaimed", "account.email-verified");
		ReceivedMail told = Mailbox.of(this.account.emailAddress()).await(2).get(1);
		assertThat(told.subject()).isEqualTo("Your email address is confirmed");
		assertThat(told.text()).contains("passkeys", "/recover");
	}

	@Test
	void linkWhenFollowedByWhoHasTheAccountThenAllStays() {
		Page question = this.stranger.open(link());
		assertThat(question.document().select("#reclaims")).isEmpty();
		assertThat(this.stranger.submit(question, Map.of()).address().getPath()).isEqualTo("/account");
		assertEverythingOpens();
	}

	/** They prove both: the mailbox, and that the account is theirs. */
	@Test
	void codeWhenTypedWhereItWasAskedForThenAllStays() {
		ReceivedMail mail = asked();
		this.stranger.post(PATH + "/code", Map.of("_csrf", csrf(), "code", mail.code()));
		assertThat(this.accounts.find(id()).orElseThrow().emailVerified()).isTrue();
		assertEverythingOpens();
	}

	@Test
	void linkWhenAnotherPersonIsSignedInThereThenNothingOfBeforeOpensTheAccount() {
		Browser owner = this.actors.signedIn(this.actors.person("USER"));
		Page question = owner.open(link());
		assertThat(question.document().select("#reclaims")).hasSize(1);
		owner.submit(question, Map.of());
		assertThat(this.passwords.exists(id())).isFalse();
		assertThat(owner.open("/account").status()).as("their own session goes on").isEqualTo(200);
	}

	/** Else the owner of an address would confirm it for the account of a stranger. */
	@Test
	void linkWhenAnAddressWasConfirmedBeforeThenDoesNothingWhereTheAccountIsNotOpen() {
		String link = wanted().links().get(0);
		for (Browser owner : List.of(this.actors.browser(), this.actors.signedIn(this.actors.person("USER")))) {
			Page page = owner.open(link);
			assertThat(page.document().select("#elsewhere").text()).contains("sign in to " + this.account.username());
			assertThat(page.document().select("#reclaims, input[name=token]")).isEmpty();
			String csrf = owner.open("/recover").csrf();
			String token = link.substring(link.indexOf("token=") + 6);
			Page pressed = owner.post("/email/confirm", Map.of("_csrf", csrf, "token", token));
			assertThat(pressed.document().select("#elsewhere")).hasSize(1);
		}
		assertThat(address()).isEqualTo(this.account.emailAddress());
		this.stranger.submit(this.stranger.open(link), Map.of());
		assertThat(address()).as("where the account is open").isEqualTo(newAddress());
		assertEverythingOpens();
	}

	@Test
	void codeWhenTheLinkWasFollowedElsewhereThenStillWorks() {
		ReceivedMail mail = wanted();
		this.actors.browser().open(mail.links().get(0));
		this.stranger.post(PATH + "/code", Map.of("_csrf", csrf(), "code", mail.code()));
		assertThat(address()).isEqualTo(newAddress());
	}

	/** Whoever adds a way in holds the account; who takes all away waits for them. */
	@Test
	void linkWhenAWayInIsBeingAddedThenThatGoesToo() throws Exception {
		Browser owner = this.actors.browser();
		Page question = owner.open(link());
		whileHeld(() -> TestPasskey.of(id(), this.beans), () -> owner.submit(question, Map.of()));
		assertThat(this.accounts.find(id()).orElseThrow().emailVerified()).isTrue();
		assertThat(this.passkeys.existFor(id())).isFalse();
	}

	@Test
	void setUpWhenAllWasTakenAwayMeanwhileThenAddsNothing() throws Exception {
		Account another = this.actors.person("USER");
		Browser browser = this.actors.signedIn(another);
		Page page = browser.open("/account/security/authenticator");
		TestAuthenticator app = TestAuthenticator.typed(page.document().selectFirst("#secret").text(), this.beans);
		Map<String, String> form = Map.of("code", app.shown());
		Page answer = whileHeld(() -> this.events.publishEvent(new AccountReclaimed(another.id())), another.id(),
				() -> browser.submit(page, form));
		assertThat(answer.address().getPath()).isEqualTo("/signin");
		assertThat(this.authenticators.of(another.id())).isEmpty();
	}

	@Test
	void firstPasswordWhenAllWasTakenAwayMeanwhileThenSetsNone() throws Exception {
		Account another = this.actors.person("USER");
		Browser browser = this.actors.signedIn(another);
		this.jdbc.sql("delete from passwords where account_id = ?").param(another.id().value()).update();
		Page page = browser.open("/account/password/first");
		whileHeld(() -> this.events.publishEvent(new AccountReclaimed(another.id())), another.id(),
				() -> browser.submit(page, Map.of("newPassword", "another horse with batteries")));
		assertThat(this.passwords.exists(another.id())).isFalse();
	}

	/** A reset by mail goes to addresses that are known to be their owner's only. */
	@Test
	void resetWhenTheAddressWasNeverConfirmedThenIsNotMailed() {
		Browser owner = this.actors.browser();
		owner.submit(owner.open("/recover"), Map.of("login", this.account.emailAddress()));
		assertThat(asked().subject()).as("the only mail").isEqualTo("Confirm your email address");
	}

	private <T> T whileHeld(Runnable before, Callable<T> meanwhile) throws Exception {
		return whileHeld(before, id(), meanwhile);
	}

	/** Has one thing done, and another begun before that is committed. */
	private <T> T whileHeld(Runnable before, AccountId accountId, Callable<T> meanwhile) throws Exception {
		FutureTask<T> begun = new FutureTask<>(meanwhile);
		this.transactions.executeWithoutResult((status) -> {
			this.accounts.hold(accountId);
			before.run();
			new Thread(begun).start();
			Eventually.holds(() -> begun.isDone() || LockWaits.forRows(this.jdbc) > 0);
		});
		return begun.get();
	}

	/** The mail for an address that is to replace a confirmed one. */
	private ReceivedMail wanted() {
		this.actors.confirm(this.account);
		this.stranger.submit(this.stranger.open(PATH), Map.of("address", newAddress()));
		return Mailbox.of(newAddress()).only();
	}

	private String newAddress() {
		return "new-" + this.account.emailAddress();
	}

	private String address() {
		return this.accounts.find(id()).orElseThrow().emailAddress();
	}

	private void assertEverythingOpens() {
		assertThat(this.stranger.open("/account").status()).isEqualTo(200);
		assertThat(this.stranger.open("/account").address().getPath()).isEqualTo("/account");
		assertThat(this.passwords.exists(id())).isTrue();
		assertThat(this.passkeys.existFor(id())).isTrue();
		assertThat(this.authenticators.of(id())).isPresent();
		assertThat(this.links.count(id())).isOne();
	}

	private AccountId id() {
		return this.account.id();
	}

	private String link() {
		return asked().links().get(0);
	}

	private ReceivedMail asked() {
		this.stranger.post(PATH + "/send", Map.of("_csrf", csrf()));
		return Mailbox.of(this.account.emailAddress()).only();
	}

	private String csrf() {
		return this.stranger.open(PATH).csrf();
	}

}
