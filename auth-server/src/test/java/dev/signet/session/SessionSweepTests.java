package dev.signet.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.signet.background.Sweeps;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class SessionSweepTests extends SessionOwner {

	@Autowired
	private SessionSweep sweep;

	@Autowired
	private Sweeps sweeps;

	@Autowired
	private TransactionTemplate transaction;

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

	private int count(String condition) {
		return this.jdbc.sql("select count(*) from sessions where " + condition)
			.param("account", this.account.value())
			.query(Integer.class)
			.single();
	}

}
