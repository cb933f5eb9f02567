package dev.signet.federation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets visits that nobody came back from, links that can no longer be restored, and
 * providers that can no longer be put back, in small transactions, on one node at a time.
 */
@Component
final class UpstreamSweep {

	/** Whoever comes back late hears that it was too late. */
	static final Duration TOLD_FOR = Duration.ofHours(1);

	/** Any number that no other work has; this one spells "visits". */
	private static final long LOCK = 0x766973697473L;

	private static final int BATCH = 500;

	private final PostgresUpstreamFlows flows;

	private final PostgresLinks links;

	private final PostgresProviders providers;

	private final Sweeps sweeps;

	private final Clock clock;

	UpstreamSweep(PostgresUpstreamFlows flows, PostgresLinks links, PostgresProviders providers, Sweeps sweeps,
			Clock clock) {
		this.flows = flows;
		this.links = links;
		this.providers = providers;
		this.sweeps = sweeps;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.flows.deleteExpired(this.clock.instant().minus(TOLD_FOR), batch));
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.links.deleteRemoved(this.clock.instant().minus(Links.RESTORABLE), batch));
		this.sweeps.repeat(LOCK, BATCH,
				(batch) -> this.providers.deleteRemoved(this.clock.instant().minus(Providers.KEPT_REMOVED), batch));
	}

}
