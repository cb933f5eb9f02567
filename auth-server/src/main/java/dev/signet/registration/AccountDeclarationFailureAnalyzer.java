package dev.signet.registration;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells the operator which key of the configuration is wrong and what to do.
 */
final class AccountDeclarationFailureAnalyzer extends AbstractFailureAnalyzer<AccountDeclarationRefused> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AccountDeclarationRefused cause) {
		String keys = cause.problems()
			.stream()
			.map((problem) -> "    " + problem.field())
			.distinct()
			.collect(Collectors.joining(System.lineSeparator()));
		String action = cause.problems()
			.stream()
			.map(DeclarationProblem::toString)
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis("The configuration declares people who cannot be made or changed:"
				+ System.lineSeparator() + System.lineSeparator() + keys, action, cause);
	}

}
