package dev.signet.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The server does not start, because the configuration declares clients or resources that
 * break rules, or does not fit the clients that there are.
 */
final class DeclarationRefused extends RuntimeException {

	private final transient List<ClientProblem> problems;

	DeclarationRefused(List<ClientProblem> problems) {
		super(problems.stream().map(ClientProblem::toString).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong, each with its full key. */
	List<ClientProblem> problems() {
		return this.problems;
	}

}
