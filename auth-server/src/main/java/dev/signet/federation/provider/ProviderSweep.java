package dev.signet.federation.provider;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets providers that can no longer be put back. */
@Component
final class ProviderSweep {

	/** Any number that no other work has; this one spells "gone". */
	private static final long LOCK = 0x676f6e65L;

	private static final int BATCH = 500;

	private final PostgresProviders rows;

	private final Sweeps sweeps;

	private final Clock clock;

	ProviderSweep(PostgresProviders rows, Sweeps sweeps, Clock clock) {
		this.rows = rows;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.rows.deleteRemoved(this.clock.instant().minus(Providers.KEPT_REMOVED), batch));
	}

}
