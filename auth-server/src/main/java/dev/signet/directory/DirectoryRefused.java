package dev.signet.directory;

import java.util.List;

/** A directory was not saved, because it breaks rules. */
public final class DirectoryRefused extends RuntimeException {

	private final transient List<DirectoryProblem> problems;

	DirectoryRefused(List<DirectoryProblem> problems) {
		super("The directory breaks rules");
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong. */
	public List<DirectoryProblem> problems() {
		return this.problems;
	}

}
