package dev.signet.federation.provider;

import java.util.List;

/**
 * What is wrong with one field of a provider.
 *
 * @param field the field, such as {@code clientId} or {@code endpoints.token}
 * @param messageKey the key of the sentence that tells the rule and what to do
 * @param values what the sentence mentions
 */
public record ProviderProblem(String field, String messageKey, List<String> values) {

	/** Takes a copy of the list. */
	public ProviderProblem {
		values = List.copyOf(values);
	}

	static ProviderProblem of(String field, String messageKey, String... values) {
		return new ProviderProblem(field, messageKey, List.of(values));
	}

}
