package dev.signet.federation.exchange;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.provider.ProviderId;
import dev.signet.outbound.Circuit;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Which providers have trouble. After five calls in a row that nobody answered, a
 * provider is left alone for 30 seconds, then one call finds out; and no more than 64
 * people wait for one provider at a time. Each node finds out by itself: what one cannot
 * reach, another may, and a shared state would cost a statement for each sign-in.
 */
@Component
@NamedInterface("exchange")
public final class ProviderHealth {

	static final int WAITING = 64;

	private final Map<ProviderId, Gate> gates = new ConcurrentHashMap<>();

	private final Clock clock;

	ProviderHealth(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Whether a provider is left alone at the moment, so that it is not worth offering.
	 */
	public boolean open(ProviderId id) {
		Gate gate = this.gates.get(id);
		return gate != null && gate.circuit.open(this.clock.instant());
	}

	/** Nobody need set out for a provider that is left alone. */
	public void refuseIfOpen(ProviderId id) throws UpstreamTrouble {
		if (open(id)) {
			throw leftAlone();
		}
	}

	/**
	 * Makes calls to a provider, unless it is left alone or too many wait for it.
	 * @throws UpstreamTrouble what the calls throw, or that they were not made
	 */
	public <T> T watched(ProviderId id, Calls<T> calls) throws UpstreamTrouble {
		Gate gate = this.gates.computeIfAbsent(id, (key) -> new Gate());
		if (!gate.waiting.tryAcquire()) {
			throw UpstreamTrouble.notCalled("Too many people wait for this provider.", null);
		}
		try {
			if (!gate.circuit.enter(this.clock.instant())) {
				throw leftAlone();
			}
			return watched(gate.circuit, calls);
		}
		finally {
			gate.waiting.release();
		}
	}

	private <T> T watched(Circuit circuit, Calls<T> calls) throws UpstreamTrouble {
		boolean away = false;
		boolean called = true;
		try {
			return calls.make();
		}
		catch (UpstreamTrouble ex) {
			away = ex.away();
			called = !ex.notCalled();
			throw ex;
		}
		finally {
			if (away) {
				circuit.failed(this.clock.instant());
			}
			else if (called) {
				circuit.worked();
			}
		}
	}

	private static UpstreamTrouble leftAlone() {
		return UpstreamTrouble
			.notCalled("Nobody answered the last calls, so this provider is left alone for half a minute.", null);
	}

	/** Calls to one provider. */
	@FunctionalInterface
	public interface Calls<T> {

		T make() throws UpstreamTrouble;

	}

	/** What is between everybody and one provider. */
	private static final class Gate {

		private final Semaphore waiting = new Semaphore(WAITING);

		private final Circuit circuit = new Circuit();

	}

}
