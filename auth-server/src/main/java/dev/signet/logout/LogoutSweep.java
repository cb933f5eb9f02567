package dev.signet.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up notices that could not be delivered for days, and deletes old receipts. Works
 * in small transactions, on one node at a time.
 */
@Component
class LogoutSweep {

	/** How long delivery is tried. */
	static final Duration TRIED_FOR = Duration.ofDays(3);

	/** How long receipts are kept. */
	static final Duration KEPT = Duration.ofDays(30);

	private static final int BATCH = 500;

	private final PostgresLogoutNotices rows;

	private final TransactionTemplate transaction;

	private final Clock clock;

	LogoutSweep(PostgresLogoutNotices rows, TransactionTemplate transaction, Clock clock) {
		this.rows = rows;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		repeat((now) -> this.rows.park(now.minus(TRIED_FOR), now, BATCH));
		repeat((now) -> this.rows.deleteFinishedBefore(now.minus(KEPT), BATCH));
	}

	/** A full batch means that there may be more. */
	private void repeat(ToIntFunction<Instant> batch) {
		int done;
		do {
			done = once(batch);
		}
		while (done == BATCH);
	}

	/** Nothing is done while another node sweeps. */
	private int once(ToIntFunction<Instant> batch) {
		Integer done = this.transaction
			.execute((status) -> this.rows.tryLockSweep() ? batch.applyAsInt(this.clock.instant()) : 0);
		return (done != null) ? done : 0;
	}

}
