package dev.signet.flow;

import java.time.Duration;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.NewAccount;
import dev.signet.account.Username;
import dev.signet.client.Clients;
import dev.signet.credential.Passwords;
import dev.signet.mail.Mailbox;
import dev.signet.mail.Mails;
import dev.signet.mail.ReceivedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the owner of a grant reads when its refresh token was replayed (RFC 9700 §4.14.2).
 */
@SignetTest
class ReplayAlarmFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	@Autowired
	private Mails mails;

	private RelyingParty app;

	@BeforeEach
	void setUp() {
		this.app = this.actors.app();
	}

	@Test
	void refreshWhenReplayedThenOwnerIsToldOnce() {
		Account owner = person(true);
		String first = replayed(owner);
		assertThat(this.app.refresh(first).error()).isEqualTo("invalid_grant");
		ReceivedMail mail = Mailbox.of(owner.emailAddress()).only();
		String name = name();
		assertThat(mail.subject()).isEqualTo(name + " was signed out of your account to be safe");
		assertThat(mail.text()).contains("We ended " + name + "’s access to your account");
		assertThat(mail.links()).containsExactly(this.actors.server() + "/account");
		assertThat(mail.html().select("h1").text()).isEqualTo("We ended " + name + "’s access to your account");
		assertThat(this.mails.newest(null, owner.id().value(), null, 10)).hasSize(1);
	}

	@Test
	void refreshWhenReplayedAndAddressIsNotProvedThenNoStrangerIsTold() {
		Account owner = person(false);
		replayed(owner);
		assertThat(this.mails.newest(null, owner.id().value(), null, 10)).isEmpty();
	}

	@Test
	void refreshWhenAllIsWellThenNoMail() {
		Account owner = person(true);
		Browser browser = this.actors.consented(owner, this.app);
		String first = this.app.redeem(this.app.code(browser)).refreshToken();
		assertThat(this.app.refresh(first).status()).isEqualTo(200);
		assertThat(this.app.refresh(first).status()).isEqualTo(200);
		assertThat(this.mails.newest(null, owner.id().value(), null, 10)).isEmpty();
	}

	private String replayed(Account owner) {
		Browser browser = this.actors.consented(owner, this.app);
		String first = this.app.redeem(this.app.code(browser)).refreshToken();
		assertThat(this.app.refresh(first).status()).isEqualTo(200);
		this.clock.advance(Duration.ofSeconds(11));
		assertThat(this.app.refresh(first).error()).isEqualTo("invalid_grant");
		return first;
	}

	private String name() {
		return this.beans.getBean(Clients.class).findByClientId(this.app.clientId()).orElseThrow().name();
	}

	private Account person(boolean verified) {
		String name = "p" + UUID.randomUUID().toString().substring(0, 12);
		NewAccount person = NewAccount.of(new Username(name), new EmailAddress(name + "@example.test"));
		Account account = this.beans.getBean(Accounts.class).register(verified ? person.verified() : person);
		this.beans.getBean(Passwords.class).set(account.id(), Actors.PASSWORD);
		return account;
	}

}
