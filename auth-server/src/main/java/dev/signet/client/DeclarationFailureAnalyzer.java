package dev.signet.client;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells the operator which key of the configuration is wrong and what to do.
 */
final class DeclarationFailureAnalyzer extends AbstractFailureAnalyzer<DeclarationRefused> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DeclarationRefused cause) {
		String description = cause.problems()
			.stream()
			.map((problem) -> "%s%n    %s%n    Came: %s".formatted(problem.field(), problem.rule(), problem.came()))
			.collect(Collectors.joining(System.lineSeparator()));
		String action = cause.problems()
			.stream()
			.map((problem) -> "%s: %s".formatted(problem.field(), problem.fix()))
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(
				"The configuration does not fit the clients or resources that are declared or registered:"
						+ System.lineSeparator() + System.lineSeparator() + description,
				action, cause);
	}

}
