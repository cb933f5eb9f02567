package dev.signet.federation.trial;

import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases what was seen in trials a day ago. */
@Component
class TrialSweep {

	/** Any number that no other work has; this one spells "trials". */
	private static final long LOCK = 0x747269616c73L;

	private final PostgresTrials rows;

	private final Sweeps sweeps;

	TrialSweep(PostgresTrials rows, Sweeps sweeps) {
		this.rows = rows;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.deleteAfter(LOCK, Trials.KEPT, this.rows::deleteUntil);
	}

}
