package dev.signet.directory;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets links that can no longer be restored, in small transactions, on one node at a
 * time.
 */
@Component
class DirectoryLinkSweep {

	/** Any number that no other work has. */
	private static final long LOCK = 347;

	private static final int BATCH = 500;

	private final PostgresDirectoryLinks links;

	private final Sweeps sweeps;

	private final Clock clock;

	DirectoryLinkSweep(PostgresDirectoryLinks links, Sweeps sweeps, Clock clock) {
		this.links = links;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 8, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.links.deleteRemoved(this.clock.instant().minus(DirectoryLinks.RESTORABLE), batch));
	}

}
