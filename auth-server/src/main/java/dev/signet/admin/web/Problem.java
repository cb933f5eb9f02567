package dev.signet.admin.web;

import java.util.List;

import dev.signet.directory.DirectoryProblem;
import dev.signet.federation.provider.ProviderProblem;

/**
 * What is wrong with a field, as its form says it.
 *
 * @param messageKey the key of the sentence
 * @param values what the sentence mentions
 */
record Problem(String messageKey, List<String> values) {

	static Problem of(ProviderProblem problem) {
		return new Problem(problem.messageKey(), problem.values());
	}

	static Problem of(DirectoryProblem problem) {
		return new Problem(problem.messageKey(), problem.values());
	}

}
