package dev.signet.session;

import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions that nobody ended, so that what hangs on them ends too, and deletes
 * old ones and browsers not seen for long. Works in small transactions, on one node at a
 * time. No look-up waits for it: a session whose limit has passed is not found, swept or
 * not.
 */
@Component
class SessionSweep {

	/** Any number that no other work has; this one spells "sessions". */
	static final long LOCK = 0x73657373696f6e73L;

	private static final int BATCH = 500;

	private final Sessions sessions;

	private final KnownBrowsers knownBrowsers;

	private final Sweeps sweeps;

	SessionSweep(Sessions sessions, KnownBrowsers knownBrowsers, Sweeps sweeps) {
		this.sessions = sessions;
		this.knownBrowsers = knownBrowsers;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH, this.sessions::endOverdue);
		this.sweeps.repeat(LOCK, BATCH, this.sessions::deleteForgotten);
		this.sweeps.repeat(LOCK, BATCH, this.knownBrowsers::deleteForgotten);
	}

}
