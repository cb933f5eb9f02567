package dev.signet.federation.trial;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases what was seen in trials a day ago. */
@Component
class TrialSweep {

	/** Any number that no other work has; this one spells "trials". */
	private static final long LOCK = 0x747269616c73L;

	private static final int BATCH = 500;

	private final PostgresTrials rows;

	private final Sweeps sweeps;

	private final Clock clock;

	TrialSweep(PostgresTrials rows, Sweeps sweeps, Clock clock) {
		this.rows = rows;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.rows.deleteUntil(this.clock.instant().minus(Trials.KEPT), batch));
	}

}
