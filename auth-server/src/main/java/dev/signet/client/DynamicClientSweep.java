package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.signet.background.Sweeps;
import dev.signet.client.PostgresDynamicClients.Removed;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes self-registered clients that nobody uses any more, with all that was issued to
 * them, in small batches, on one node at a time.
 */
@Component
final class DynamicClientSweep {

	private static final long LOCK = 0x7369_676e_6574_0033L;

	private static final int BATCH = 100;

	private final DynamicRegistrationProperties properties;

	private final PostgresDynamicClients rows;

	private final RegistrationRate rate;

	private final Clients clients;

	private final Sweeps sweeps;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DynamicClientSweep(DynamicRegistrationProperties properties, PostgresDynamicClients rows, RegistrationRate rate,
			Clients clients, Sweeps sweeps, ApplicationEventPublisher events, Clock clock) {
		this.properties = properties;
		this.rows = rows;
		this.rate = rate;
		this.clients = clients;
		this.sweeps = sweeps;
		this.events = events;
		this.clock = clock;
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
	void sweep() {
		this.rate.sweep();
		Instant since = this.clock.instant().minus(this.properties.unusedLifetime());
		Sweeps.repeat(BATCH, (batch) -> sweepBatch(since));
	}

	private int sweepBatch(Instant since) {
		int removed = this.sweeps.once(LOCK, () -> removeUnused(since));
		if (removed > 0) {
			this.clients.drop();
		}
		return removed;
	}

	private int removeUnused(Instant since) {
		List<Removed> removed = this.rows.removeUnused(since, BATCH);
		for (Removed client : removed) {
			this.events.publishEvent(new ClientRemoved(client.id(), client.clientId(), ClientRemoved.Reason.UNUSED));
		}
		return removed.size();
	}

}
