package dev.signet.federation.link;

import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets links that can no longer be restored. */
@Component
final class LinkSweep {

	/** Any number that no other work has; this one spells "links". */
	private static final long LOCK = 0x6c696e6b73L;

	private final PostgresLinks rows;

	private final Sweeps sweeps;

	LinkSweep(PostgresLinks rows, Sweeps sweeps) {
		this.rows = rows;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.deleteAfter(LOCK, Links.RESTORABLE, this.rows::deleteRemoved);
	}

}
