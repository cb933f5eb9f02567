package dev.signet.proof;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes proofs and counts past their time, in small batches. Any number of nodes may do
 * it at once: each takes rows that the others do not have.
 */
@Component
class ProofSweep {

	private static final int BATCH = 500;

	private final PostgresMailedProofs proofs;

	private final Asks asks;

	private final Clock clock;

	ProofSweep(PostgresMailedProofs proofs, Asks asks, Clock clock) {
		this.proofs = proofs;
		this.asks = asks;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 3, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.proofs.deleteExpired(this.clock.instant(), batch));
		Sweeps.repeat(BATCH, (batch) -> this.asks.deleteForgotten(this.clock.instant(), batch));
	}

}
