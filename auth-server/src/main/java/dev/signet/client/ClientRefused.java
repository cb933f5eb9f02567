package dev.signet.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A client was not saved, because it breaks rules.
 */
final class ClientRefused extends RuntimeException {

	private final transient List<ClientProblem> problems;

	ClientRefused(List<ClientProblem> problems) {
		super(problems.stream().map(ClientProblem::toString).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong, never empty. */
	List<ClientProblem> problems() {
		return this.problems;
	}

}
