package dev.signet.registration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The server does not start, because the configuration declares people that break rules.
 */
final class AccountDeclarationRefused extends RuntimeException {

	private final transient List<DeclarationProblem> problems;

	AccountDeclarationRefused(List<DeclarationProblem> problems) {
		super(problems.stream().map(DeclarationProblem::toString).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	/** All that is wrong, each with its full key. */
	List<DeclarationProblem> problems() {
		return this.problems;
	}

}
