package dev.signet.directory;

import java.util.List;

import dev.signet.checklist.CheckLine;

/** A directory was not switched on, because its check failed. */
public final class DirectoryNotReady extends RuntimeException {

	private final transient List<CheckLine> lines;

	DirectoryNotReady(List<CheckLine> lines) {
		super("The check of the directory failed");
		this.lines = List.copyOf(lines);
	}

	/** What was checked, in order. */
	public List<CheckLine> lines() {
		return this.lines;
	}

}
