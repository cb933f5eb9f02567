package dev.signet.federation.check;

import java.time.Instant;
import java.util.List;

import dev.signet.federation.check.CheckLine.State;

import org.springframework.modulith.NamedInterface;

/**
 * What a look at a provider brought.
 *
 * @param version the version of the provider that was looked at
 * @param ranAt when
 * @param lines the lines, in the order of {@link Check}
 */
@NamedInterface("check")
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
