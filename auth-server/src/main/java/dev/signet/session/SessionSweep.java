package dev.signet.session;

import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends the sessions that nobody ended, so that what hangs on them ends too, and deletes
 * old ones. Works in small transactions, on one node at a time. No look-up waits for it:
 * a session whose limit has passed is not found, swept or not.
 */
@Component
class SessionSweep {

	private static final int BATCH = 500;

	private final Sessions sessions;

	private final TransactionTemplate transaction;

	SessionSweep(Sessions sessions, TransactionTemplate transaction) {
		this.sessions = sessions;
		this.transaction = transaction;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		repeat(this.sessions::endOverdue);
		repeat(this.sessions::deleteForgotten);
	}

	/** A full batch means that there may be more. */
	private void repeat(IntUnaryOperator batch) {
		int done;
		do {
			done = once(batch);
		}
		while (done == BATCH);
	}

	/** Nothing is done while another node sweeps. */
	private int once(IntUnaryOperator batch) {
		Integer done = this.transaction.execute((status) -> this.sessions.sweepAlone() ? batch.applyAsInt(BATCH) : 0);
		return (done != null) ? done : 0;
	}

}
