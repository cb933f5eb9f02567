package dev.signet.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.signet.background.Sweeps;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.TestAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class SessionSweepTests {

	@Autowired
	private Sessions sessions;

	@Autowired
	private SessionSweep sweep;

	@Autowired
	private Sweeps sweeps;

	@Autowired
	private Accounts accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MutableClock clock;

	@Autowired
	private ConfigurableApplicationContext context;

	private AccountId account;

	private EndedSessions ended;

	@BeforeEach
	void listen() {
		this.account = SessionsTests.person(this.accounts);
		this.ended = new EndedSessions(this.context);
	}

	@AfterEach
	void stopListening() {
		this.ended.close();
	}

	@Test
	void sweepWhenOverdueThenEndsAsExpiredAndSaysSoOnce() {
		NewSession overdue = open(false);
		NewSession live = open(true);
		this.clock.advance(Duration.ofMinutes(31));
		this.sweep.sweep();
		this.sweep.sweep();
		assertThat(this.ended.of(overdue.sessionId()))
			.containsExactly(new SessionEnded(overdue.sessionId(), this.account, EndReason.EXPIRED));
		assertThat(this.ended.of(live.sessionId())).isEmpty();
		assertThat(this.sessions.signedIn(live.cookieValue())).isPresent();
	}

	@Test
	void sweepWhenClockStepsBackAfterwardsThenSessionStaysDead() {
		NewSession overdue = open(false);
		this.clock.advance(Duration.ofMinutes(31));
		this.sweep.sweep();
		this.clock.reset();
		assertThat(this.sessions.signedIn(overdue.cookieValue())).isEmpty();
	}

	@Test
	void sweepWhenMoreThanABatchThenEndsAll() {
		open(false);
		this.jdbc.sql("""
				insert into sessions (id, cookie_digest, account_id, created_at, last_seen_at, idle_seconds,
					absolute_ends_at, expires_at, remembered, factor_methods, factor_times)
				select gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), account_id, created_at, last_seen_at,
					idle_seconds, absolute_ends_at, expires_at, remembered, factor_methods, factor_times
				from sessions, generate_series(1, 1100) where account_id = :account
				""").param("account", this.account.value()).update();
		this.clock.advance(Duration.ofMinutes(31));
		this.sweep.sweep();
		assertThat(count("account_id = :account and end_reason = 'EXPIRED'")).isEqualTo(1101);
		assertThat(count("account_id = :account and ended_at is null")).isZero();
	}

	@Test
	void sweepWhenEndedLongAgoThenDeletes() {
		NewSession gone = open(false);
		this.sessions.end(gone.sessionId(), EndReason.SIGNED_OUT);
		this.clock.advance(Duration.ofDays(29));
		this.sweep.sweep();
		assertThat(count("account_id = :account")).isOne();
		this.clock.advance(Duration.ofDays(1).plusSeconds(1));
		this.sweep.sweep();
		assertThat(count("account_id = :account")).isZero();
	}

	@Test
	void sweepWhenAnotherNodeSweepsThenDoesNothing() {
		NewSession overdue = open(false);
		this.clock.advance(Duration.ofMinutes(31));
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.sweeps.alone(SessionSweep.LOCK)).isTrue();
			CompletableFuture.runAsync(this.sweep::sweep).join();
			assertThat(this.ended.of(overdue.sessionId())).isEmpty();
		});
		this.sweep.sweep();
		assertThat(this.ended.of(overdue.sessionId())).hasSize(1);
	}

	private NewSession open(boolean remembered) {
		return this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(SessionsTests.password(this.clock)),
					remembered, new Device(null, null))
			.orElseThrow();
	}

	private int count(String condition) {
		return this.jdbc.sql("select count(*) from sessions where " + condition)
			.param("account", this.account.value())
			.query(Integer.class)
			.single();
	}

}
