package dev.signet.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives up notices that could not be delivered for days, and deletes old receipts and
 * what is known of sign-ins at providers whose sessions are over. Works in small
 * transactions, on one node at a time.
 */
@Component
class LogoutSweep {

	/** How long delivery is tried. */
	static final Duration TRIED_FOR = Duration.ofDays(3);

	/** The same when the account is deleted, of which nothing is to stay. */
	static final Duration TRIED_FOR_GONE = Duration.ofDays(1);

	/** How long receipts are kept. */
	static final Duration KEPT = Duration.ofDays(30);

	/**
	 * For how long sessions are looked at that have ended. Should no sweep succeed in
	 * that time, what belongs to them goes with them.
	 */
	static final Duration ENDED_LATELY = Duration.ofDays(1);

	/** Any number that no other work has; this one spells "logouts". */
	private static final long LOCK = 0x6c6f676f757473L;

	private static final int BATCH = 500;

	private final PostgresLogoutNotices rows;

	private final PostgresUpstreamSessions upstreamSessions;

	private final Sweeps sweeps;

	private final Clock clock;

	LogoutSweep(PostgresLogoutNotices rows, PostgresUpstreamSessions upstreamSessions, Sweeps sweeps, Clock clock) {
		this.rows = rows;
		this.upstreamSessions = upstreamSessions;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH, this::park);
		this.sweeps.deleteAfter(LOCK, KEPT, this.rows::deleteFinishedBefore);
		this.sweeps.deleteAfter(LOCK, TRIED_FOR_GONE, this.rows::deleteOfGone);
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.upstreamSessions.deleteOfEnded(this.clock.instant().minus(ENDED_LATELY), batch));
		this.sweeps.deleteAfter(LOCK, UpstreamSessions.EXPECTED_FOR, this.upstreamSessions::deleteWaiting);
		this.sweeps.deleteAfter(LOCK, Duration.ZERO, this.upstreamSessions::deleteNoticesBefore);
	}

	private int park(int batch) {
		Instant now = this.clock.instant();
		return this.rows.park(now.minus(TRIED_FOR), now, batch);
	}

}
