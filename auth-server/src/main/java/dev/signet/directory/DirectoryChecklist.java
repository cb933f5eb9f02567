package dev.signet.directory;

import java.time.Instant;
import java.util.List;

import dev.signet.directory.CheckLine.State;

/**
 * What a look at a directory brought.
 *
 * @param version the version of the directory that was looked at
 * @param ranAt when
 * @param lines the lines, in the order of {@link CheckLine.Check}
 */
public record DirectoryChecklist(int version, Instant ranAt, List<CheckLine> lines) {

	/** Takes a copy of the list. */
	public DirectoryChecklist {
		lines = List.copyOf(lines);
	}

	/** Whether nothing failed. */
	public boolean passed() {
		return this.lines.stream().noneMatch((line) -> line.state() == State.FAILED);
	}

}
