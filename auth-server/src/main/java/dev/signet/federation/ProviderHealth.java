package dev.signet.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import org.springframework.stereotype.Component;

/**
 * Which providers have trouble. After five calls in a row that nobody answered, a
 * provider is left alone for 30 seconds, then one call finds out; and no more than 64
 * people wait for one provider at a time. Each node finds out by itself: what one cannot
 * reach, another may, and a shared state would cost a statement for each sign-in.
 */
@Component
public final class ProviderHealth {

	static final int FAILURES = 5;

	static final int WAITING = 64;

	static final Duration LEFT_ALONE = Duration.ofSeconds(30);

	private final Map<ProviderId, Circuit> circuits = new ConcurrentHashMap<>();

	private final Clock clock;

	ProviderHealth(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Whether a provider is left alone at the moment, so that it is not worth offering.
	 */
	public boolean open(ProviderId id) {
		Circuit circuit = this.circuits.get(id);
		return circuit != null && circuit.open(this.clock.instant());
	}

	/** Nobody need set out for a provider that is left alone. */
	void refuseIfOpen(ProviderId id) throws UpstreamTrouble {
		if (open(id)) {
			throw leftAlone();
		}
	}

	/**
	 * Makes calls to a provider, unless it is left alone or too many wait for it.
	 * @throws UpstreamTrouble what the calls throw, or that they were not made
	 */
	<T> T watched(ProviderId id, Calls<T> calls) throws UpstreamTrouble {
		Circuit circuit = this.circuits.computeIfAbsent(id, (key) -> new Circuit());
		if (!circuit.waiting.tryAcquire()) {
			throw UpstreamTrouble.away("Too many people wait for this provider.", null);
		}
		try {
			if (!circuit.enter(this.clock.instant())) {
				throw UpstreamTrouble
					.away("Nobody answered the last calls, so this provider is left alone for half a minute.", null);
			}
			return watched(circuit, calls);
		}
		finally {
			circuit.waiting.release();
		}
	}

	private <T> T watched(Circuit circuit, Calls<T> calls) throws UpstreamTrouble {
		boolean away = false;
		try {
			return calls.make();
		}
		catch (UpstreamTrouble ex) {
			away = ex.away();
			throw ex;
		}
		finally {
			circuit.leave(away, this.clock.instant());
		}
	}

	private static UpstreamTrouble leftAlone() {
		return UpstreamTrouble.away("Nobody answered the last calls, so this provider is left alone for half a minute.",
				null);
	}

	/** Calls to one provider. */
	@FunctionalInterface
	interface Calls<T> {

		T make() throws UpstreamTrouble;

	}

	/** What is known of one provider. */
	private static final class Circuit {

		private final Semaphore waiting = new Semaphore(WAITING);

		private int failures;

		private Instant until = Instant.MIN;

		private boolean probing;

		synchronized boolean open(Instant now) {
			return this.failures >= FAILURES && (this.probing || now.isBefore(this.until));
		}

		synchronized boolean enter(Instant now) {
			if (open(now)) {
				return false;
			}
			this.probing = this.failures >= FAILURES;
			return true;
		}

		synchronized void leave(boolean away, Instant now) {
			this.probing = false;
			this.failures = away ? this.failures + 1 : 0;
			if (this.failures >= FAILURES) {
				this.until = now.plus(LEFT_ALONE);
			}
		}

	}

}
