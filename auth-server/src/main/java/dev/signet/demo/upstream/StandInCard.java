package dev.signet.demo.upstream;

import java.util.Arrays;
import java.util.List;

/**
 * One stand-in, as the page about them shows it.
 *
 * @param standIn which
 * @param base where it is
 * @param switches what it can do wrong
 */
record StandInCard(StandIn standIn, String base, List<Switch> switches) {

	static StandInCard of(StandIn standIn, Addresses addresses, Faults faults) {
		return new StandInCard(standIn, addresses.base(standIn),
				Arrays.stream(Fault.values())
					.filter((fault) -> fault.concerns(standIn))
					.map((fault) -> new Switch(fault, fault.key(), faults.on(standIn, fault)))
					.toList());
	}

	/** Whether anything is on. */
	boolean troubled() {
		return this.switches.stream().anyMatch(Switch::on);
	}

	/**
	 * A fault, and whether it is on.
	 *
	 * @param fault which
	 * @param key its name as part of a message key
	 * @param on whether it is on
	 */
	record Switch(Fault fault, String key, boolean on) {
	}

}
