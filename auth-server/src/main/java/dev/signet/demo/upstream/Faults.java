package dev.signet.demo.upstream;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What is switched on at which stand-in, until it is switched off or the server stops.
 */
@Component
@Profile("demo")
final class Faults {

	private final Map<StandIn, Set<Fault>> on = new EnumMap<>(StandIn.class);

	Faults() {
		clear();
	}

	/** Switches one on or off; one that this stand-in cannot have stays off. */
	synchronized void set(StandIn standIn, Fault fault, boolean switchedOn) {
		if (switchedOn && fault.concerns(standIn)) {
			of(standIn).add(fault);
		}
		else {
			of(standIn).remove(fault);
		}
	}

	/** Switches all off. */
	synchronized void clear() {
		for (StandIn standIn : StandIn.values()) {
			this.on.put(standIn, EnumSet.noneOf(Fault.class));
		}
	}

	synchronized boolean on(StandIn standIn, Fault fault) {
		return of(standIn).contains(fault);
	}

	/** Whether anything is on at all. */
	synchronized boolean any() {
		return this.on.values().stream().anyMatch((faults) -> !faults.isEmpty());
	}

	private Set<Fault> of(StandIn standIn) {
		return this.on.computeIfAbsent(standIn, (none) -> EnumSet.noneOf(Fault.class));
	}

}
