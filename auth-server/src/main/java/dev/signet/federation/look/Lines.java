package dev.signet.federation.look;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.outbound.OutboundFailed;

/** The lines of a checklist while it is written. */
final class Lines {

	private final Map<Check, CheckLine> lines = new EnumMap<>(Check.class);

	void add(Check check, Finding finding, String... values) {
		this.lines.put(check, finding.line(check, values));
	}

	/** Tells that an address could not be called, and why. */
	void add(Check check, Object address, UpstreamTrouble trouble) {
		add(check, finding(trouble), address.toString());
	}

	/** Whether something failed without which there is nothing to look at. */
	boolean failed(Check... checks) {
		for (Check check : checks) {
			CheckLine line = this.lines.get(check);
			if (line != null && line.state() == State.FAILED) {
				return true;
			}
		}
		return false;
	}

	/** All, in the order of {@link Check}. */
	List<CheckLine> all() {
		return List.copyOf(this.lines.values());
	}

	private static Finding finding(UpstreamTrouble trouble) {
		if (trouble.getCause() instanceof OutboundFailed failed) {
			return switch (failed.reason()) {
				case ADDRESS_REFUSED -> Finding.NOT_CALLED;
				case UNTRUSTED -> Finding.NOT_TRUSTED;
				case TOO_SLOW, BUSY -> Finding.TOO_SLOW;
				case TOO_BIG -> Finding.TOO_LONG;
				case UNREACHABLE -> Finding.NOT_REACHED;
			};
		}
		// Without a call: the twenty seconds were over
		return Finding.NO_TIME;
	}

}
