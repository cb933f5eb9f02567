package dev.signet.client;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.signet.client.PostgresDynamicClients.Removed;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes self-registered clients that nobody uses any more, with all that was issued to
 * them, in small batches, on one node at a time.
 */
@Component
final class DynamicClientSweep {

	private static final int BATCH = 100;

	private final DynamicRegistrationProperties properties;

	private final PostgresDynamicClients rows;

	private final RegistrationRate rate;

	private final Clients clients;

	private final TransactionTemplate transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DynamicClientSweep(DynamicRegistrationProperties properties, PostgresDynamicClients rows, RegistrationRate rate,
			Clients clients, TransactionTemplate transactions, ApplicationEventPublisher events, Clock clock) {
		this.properties = properties;
		this.rows = rows;
		this.rate = rate;
		this.clients = clients;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	@Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
	void sweep() {
		this.rate.sweep();
		Instant since = this.clock.instant().minus(this.properties.unusedLifetime());
		int removed;
		do {
			removed = sweepBatch(since);
		}
		while (removed == BATCH);
	}

	/** Each batch is one short transaction; while another node sweeps it does nothing. */
	private int sweepBatch(Instant since) {
		List<Removed> removed = this.transactions
			.execute((status) -> this.rows.sweepAlone() ? removeUnused(since) : List.of());
		if (!removed.isEmpty()) {
			this.clients.drop();
		}
		return removed.size();
	}

	private List<Removed> removeUnused(Instant since) {
		List<Removed> removed = this.rows.removeUnused(since, BATCH);
		for (Removed client : removed) {
			this.events.publishEvent(new ClientRemoved(client.id(), client.clientId(), ClientRemoved.Reason.UNUSED));
		}
		return removed;
	}

}
