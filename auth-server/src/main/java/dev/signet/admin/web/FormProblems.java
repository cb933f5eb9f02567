package dev.signet.admin.web;

import java.util.List;
import java.util.Map;

import dev.signet.federation.provider.ProviderProblem;

/**
 * Leads what is wrong with a provider to the field of the form beside which it is said.
 */
final class FormProblems {

	/** The short name in the redirect URI, which only a new provider has in its form. */
	static final String ALIAS = "alias";

	/** Where the form calls it otherwise than the settings. */
	private static final Map<String, String> FIELDS = Map.of("button.text", "buttonText", "creation.mode", "creation",
			"creation.domains", "creationDomains", "audience.clientIds", "clients", "secretExpiresAt", "secretExpires");

	private FormProblems() {
	}

	/** The field of the form. */
	static String field(ProviderProblem problem) {
		String whole = problem.field();
		String last = whole.substring(whole.lastIndexOf('.') + 1);
		return FIELDS.getOrDefault(whole, FIELDS.getOrDefault(last, last));
	}

	/** Those of one field. */
	static List<ProviderProblem> of(String field, List<ProviderProblem> problems) {
		return problems.stream().filter((problem) -> field(problem).equals(field)).toList();
	}

	/** Those for which the form has no field, so that none goes unsaid. */
	static List<ProviderProblem> elsewhere(List<ProviderField> fields, List<ProviderProblem> problems) {
		return problems.stream()
			.filter((problem) -> !field(problem).equals(ALIAS)
					&& fields.stream().noneMatch((each) -> each.id().equals(field(problem))))
			.toList();
	}

}
