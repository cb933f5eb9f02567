package dev.signet.federation.provider;

import java.util.List;
import java.util.stream.Collectors;

/** A provider was not saved, because it breaks rules. */
public final class ProviderRefused extends Exception {

	private final transient List<ProviderProblem> problems;

	ProviderRefused(List<ProviderProblem> problems) {
		super(problems.stream()
			.map((problem) -> problem.field() + ": " + problem.messageKey())
			.collect(Collectors.joining(", ")));
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong, never empty. */
	public List<ProviderProblem> problems() {
		return this.problems;
	}

}
