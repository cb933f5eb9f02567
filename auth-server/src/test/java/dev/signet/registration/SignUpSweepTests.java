package dev.signet.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import dev.signet.mail.Mailbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts that nobody decides about do not wait for ever. */
@SignetTest
class SignUpSweepTests {

	@Autowired
	private SignUpSweep sweep;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	@Test
	void sweepWhenWaitingForThirtyDaysThenRemovedAndToldByMail() {
		Account overdue = waiting(Duration.ofDays(30).plusSeconds(1));
		Account inTime = waiting(Duration.ofDays(29));
		this.sweep.sweep();
		assertThat(this.accounts.find(overdue.id())).isEmpty();
		assertThat(this.accounts.find(inTime.id())).isPresent();
		assertThat(Mailbox.of(overdue.emailAddress()).only().text()).contains(overdue.username(), "within 30 days");
		assertThat(Mailbox.of(inTime.emailAddress()).all()).isEmpty();
	}

	private Account waiting(Duration since) {
		Account waiting = this.accounts.register(TestAccounts.someone().toBeApproved());
		Instant moment = this.clock.instant().minus(since);
		this.jdbc.sql("update accounts set approval_awaited_at = :moment where id = :id")
			.param("moment", moment.atOffset(ZoneOffset.UTC))
			.param("id", waiting.id().value())
			.update();
		return waiting;
	}

}
