package dev.signet.federation.look;

import java.util.List;
import java.util.Set;

import dev.signet.checklist.CheckLine;
import dev.signet.federation.check.Check;

/**
 * What a look at a provider brought.
 *
 * @param lines the lines, in the order of {@link Check}
 * @param keys the thumbprints of its usable keys (RFC 7638), empty when there are none to
 * be had
 */
record Look(List<CheckLine> lines, Set<String> keys) {

	/** Takes copies. */
	Look {
		lines = List.copyOf(lines);
		keys = Set.copyOf(keys);
	}

}
