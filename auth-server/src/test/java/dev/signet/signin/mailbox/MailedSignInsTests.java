package dev.signet.signin.mailbox;

import java.time.Duration;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.mail.Mailbox;
import dev.signet.mail.ReceivedMail;
import dev.signet.secret.Sha256;
import dev.signet.session.Device;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class MailedSignInsTests {

	private static final String LINK = "/signin/mail/link?request=x";

	private static final Device DEVICE = new Device("Firefox", "203.0.113.7");

	private final byte[] browser = Sha256.of("browser " + System.nanoTime());

	@Autowired
	private MailedSignIns signIns;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.accounts.register(TestAccounts.someone().verified());
	}

	/** A second click, or a few, use up neither the mails nor what is in them. */
	@Test
	void askWhenRepeatedAtOnceThenOneMailWithTheCodeThatCounts() {
		for (int i = 0; i < 5; i++) {
			ask(this.person.username());
		}
		ReceivedMail mail = Mailbox.of(this.person.emailAddress()).only();
		assertThat(mail.text()).contains(LINK + "&token=sgn_ml_");
		assertThat(this.signIns.useCode(this.browser, mail.code())).get()
			.satisfies((proved) -> assertThat(proved.account().id()).isEqualTo(this.person.id()));
		assertThat(this.signIns.useCode(this.browser, mail.code())).isEmpty();
	}

	@Test
	void rowWhenItsTimeIsOverThenSweptWhoeverWasNamed() {
		this.clock.stop();
		ask("nobody-at-all");
		assertThat(this.signIns.awaited(this.browser)).isTrue();
		this.clock.advance(MailedSignIns.LIFETIME.minus(Duration.ofSeconds(1)));
		assertThat(this.signIns.awaited(this.browser)).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.signIns.awaited(this.browser)).isFalse();
		assertThat(rows()).isOne();
		this.signIns.sweep();
		assertThat(rows()).isZero();
	}

	private void ask(String login) {
		this.signIns.ask(login, this.browser, false, LINK, DEVICE);
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from mailed_sign_ins where browser_digest = :browser")
			.param("browser", this.browser)
			.query(Integer.class)
			.single();
	}

}
