package dev.signet.flow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.credential.RecoveryCodes;
import dev.signet.credential.TestAuthenticator;
import dev.signet.mail.Mailbox;
import dev.signet.passkey.TestPasskey;
import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.trust.TrustedDevices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How administrators help somebody who has lost their second factors, and that nobody
 * else does.
 */
@SignetTest
class SecondFactorRemovalFlowTests {

	private static final String PATH = "/admin/api/second-factors/";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private SecondFactors secondFactors;

	@Autowired
	private JdbcClient jdbc;

	private Account person;

	private Account administrator;

	private Browser admin;

	@BeforeEach
	void setUp() {
		this.person = this.actors.confirmed("USER");
		this.administrator = this.actors.person("USER", "ADMIN");
		this.admin = this.actors.signedIn(this.administrator);
	}

	@Test
	void removeThenAllIsGoneAndTheOwnerIsToldAndGetsInByThePasswordAlone() {
		TestAuthenticator phone = TestAuthenticator.of(this.person.id(), this.beans);
		TestAuthenticator.recoveryCodes(this.person.id(), this.beans);
		Browser browser = this.actors.browser();
		Page second = this.actors.signIn(browser, browser.open("/signin"), this.person);
		browser.submit(second, Map.of("code", phone.next(), "trust", "true"));
		TrustedDevices devices = this.beans.getBean(TrustedDevices.class);
		assertThat(devices.of(this.person.id())).hasSize(1);
		assertThat(remove(this.admin, this.person.id().toString(), this.admin.csrf()).status()).isEqualTo(204);
		assertThat(this.secondFactors.existFor(this.person.id())).isFalse();
		assertThat(this.beans.getBean(RecoveryCodes.class).left(this.person.id())).isZero();
		assertThat(devices.of(this.person.id())).isEmpty();
		assertThat(browser.open("/account").address().getPath()).isEqualTo("/signin");
		assertThat(Mailbox.of(this.person.emailAddress()).await(5))
			.anyMatch((mail) -> mail.text().contains("An administrator removed") && !mail.text().contains("127.0.0.1"));
		Browser owner = this.actors.signedIn(this.person);
		assertThat(owner.open("/account/activity").document().select("ol li").eachText()).anyMatch(
				(line) -> line.startsWith("An administrator removed your second step") && !line.contains("127.0.0.1"))
			.anyMatch((line) -> line.startsWith("A session ended because an administrator removed"));
		assertThat(this.jdbc.sql("""
				select details ->> 'by' from audit_events
				where type = 'credential.second-factors-removed' and account_id = :account""")
			.param("account", this.person.id().value())
			.query(String.class)
			.single()).isEqualTo(this.administrator.id().toString());
	}

	/** Whose they were is not known, nor what was done with them. */
	@Test
	void removeThenWhatAppsKeepIsOverNoBrowserIsKnownAndNoWrongCodeCounts() {
		Browser browser = this.actors.signedIn(this.person);
		RelyingParty app = this.actors.app();
		Page allowed = this.actors.allowAll(browser,
				app.authorize(browser, app.request(Map.of("scope", Actors.SCOPE + " offline_access"))));
		String token = app.redeem(allowed.answer().get("code")).refreshToken();
		this.beans.getBean(Sessions.class).endAll(this.person.id(), EndReason.SIGNED_OUT);
		token = app.refresh(token).refreshToken();
		TestAuthenticator.of(this.person.id(), this.beans);
		Asks asks = this.beans.getBean(Asks.class);
		Asker row = Asker.of(Asking.SECOND_FACTOR_IN_A_ROW, this.person.id().toString());
		asks.count(List.of(row));
		remove(this.admin, this.person.id().toString(), this.admin.csrf());
		assertThat(app.refresh(token).error()).isEqualTo("invalid_grant");
		assertThat(asks.before(List.of(row))).isEmpty();
		this.actors.signIn(browser, browser.open("/signin"), this.person);
		assertThat(Mailbox.of(this.person.emailAddress()).about("A new browser signed in to your account").text())
			.contains(this.person.username());
	}

	@Test
	void removeWhenPasskeysThenGoneToo() {
		TestPasskey.of(this.person.id(), this.beans);
		remove(this.admin, this.person.id().toString(), this.admin.csrf());
		assertThat(this.secondFactors.existFor(this.person.id())).isFalse();
		assertThat(remove(this.admin, this.person.id().toString(), this.admin.csrf()).status()).as("none is left")
			.isEqualTo(404);
	}

	@Test
	void removeWhenThereIsNoneOrNobodyThen404AndNobodyIsSignedOut() {
		this.actors.signedIn(this.person);
		for (String id : List.of(this.person.id().toString(), UUID.randomUUID().toString())) {
			assertThat(remove(this.admin, id, this.admin.csrf()).status()).isEqualTo(404);
		}
		assertThat(this.beans.getBean(Sessions.class).of(this.person.id())).hasSize(1);
	}

	@Test
	void removeWhenOwnThenNot() {
		String token = this.admin.csrf();
		TestAuthenticator.of(this.administrator.id(), this.beans);
		assertThat(remove(this.admin, this.administrator.id().toString(), token).status()).isEqualTo(409);
		assertThat(this.secondFactors.existFor(this.administrator.id())).isTrue();
	}

	@Test
	void removeWhenAnybodyElseThenLikeAPageThatIsNotThere() {
		TestAuthenticator.of(this.person.id(), this.beans);
		Browser user = this.actors.signedIn(this.actors.person("USER"));
		String id = this.person.id().toString();
		assertThat(remove(this.actors.browser(), id, "").status()).isEqualTo(404);
		assertThat(remove(user, id, user.csrf()).status()).isEqualTo(404);
		assertThat(remove(this.admin, id, "").status()).as("without the CSRF token").isEqualTo(403);
		assertThat(this.secondFactors.existFor(this.person.id())).isTrue();
	}

	@Test
	void removeWhenIdIsBadThen400() {
		assertThat(remove(this.admin, "x", this.admin.csrf()).status()).isEqualTo(400);
	}

	private static Page remove(Browser browser, String id, String token) {
		return browser.fetch("DELETE", PATH + id, Map.of("X-CSRF-TOKEN", token, "Accept", "application/json"));
	}

}
