package dev.signet.federation.link;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets links that can no longer be restored. */
@Component
final class LinkSweep {

	/** Any number that no other work has; this one spells "links". */
	private static final long LOCK = 0x6c696e6b73L;

	private static final int BATCH = 500;

	private final PostgresLinks rows;

	private final Sweeps sweeps;

	private final Clock clock;

	LinkSweep(PostgresLinks rows, Sweeps sweeps, Clock clock) {
		this.rows = rows;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.rows.deleteRemoved(this.clock.instant().minus(Links.RESTORABLE), batch));
	}

}
