package dev.signet.checklist;

import java.time.Instant;
import java.util.List;

import dev.signet.checklist.CheckLine.State;

/**
 * What a look brought.
 *
 * @param version the version of what was looked at
 * @param ranAt when
 * @param lines the lines, in order
 */
public record Checklist(int version, Instant ranAt, List<CheckLine> lines) {

	/** Takes a copy of the list. */
	public Checklist {
		lines = List.copyOf(lines);
	}

	/** Whether nothing failed. What could not be looked at is left to a trial. */
	public boolean passed() {
		return this.lines.stream().noneMatch((line) -> line.state() == State.FAILED);
	}

}
