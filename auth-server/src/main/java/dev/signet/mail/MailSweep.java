package dev.signet.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wipes mails that nobody can use any more, and forgets old ones. Works in small
 * transactions, on one node at a time.
 */
@Component
class MailSweep {

	private static final int BATCH = 500;

	private final PostgresMails rows;

	private final MailProperties properties;

	private final TransactionTemplate transaction;

	private final Clock clock;

	MailSweep(PostgresMails rows, MailProperties properties, TransactionTemplate transaction, Clock clock) {
		this.rows = rows;
		this.properties = properties;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		repeat((now) -> this.rows.expire(now, BATCH));
		repeat((now) -> this.rows.deleteFinishedBefore(now.minus(this.properties.keptFor()), BATCH));
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
