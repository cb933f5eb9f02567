package dev.signet.directory;

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

	private final PostgresDirectoryLinks links;

	private final Sweeps sweeps;

	DirectoryLinkSweep(PostgresDirectoryLinks links, Sweeps sweeps) {
		this.links = links;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 8, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.deleteAfter(LOCK, DirectoryLinks.RESTORABLE, this.links::deleteRemoved);
	}

}
