package dev.signet.federation.provider;

import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets providers that can no longer be put back. */
@Component
final class ProviderSweep {

	/** Any number that no other work has; this one spells "gone". */
	private static final long LOCK = 0x676f6e65L;

	private final PostgresProviders rows;

	private final Sweeps sweeps;

	ProviderSweep(PostgresProviders rows, Sweeps sweeps) {
		this.rows = rows;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.deleteAfter(LOCK, Providers.KEPT_REMOVED, this.rows::deleteRemoved);
	}

}
