package dev.signet.federation.visit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets visits that nobody came back from. */
@Component
final class VisitSweep {

	/** Whoever comes back late hears that it was too late. */
	static final Duration TOLD_FOR = Duration.ofHours(1);

	/** Any number that no other work has; this one spells "visits". */
	private static final long LOCK = 0x766973697473L;

	private final PostgresUpstreamFlows rows;

	private final Sweeps sweeps;

	VisitSweep(PostgresUpstreamFlows rows, Sweeps sweeps) {
		this.rows = rows;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.deleteAfter(LOCK, TOLD_FOR, this.rows::deleteExpired);
	}

}
