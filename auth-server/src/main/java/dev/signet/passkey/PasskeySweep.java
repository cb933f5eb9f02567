package dev.signet.passkey;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets answered challenges past their time, in small batches. Any number of nodes may
 * do it at once: each takes rows that the others do not have.
 */
@Component
class PasskeySweep {

	private static final int BATCH = 500;

	private final PostgresPasskeys rows;

	private final Clock clock;

	PasskeySweep(PostgresPasskeys rows, Clock clock) {
		this.rows = rows;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 4, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteExpired(this.clock.instant(), batch));
	}

}
