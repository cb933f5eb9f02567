package dev.signet.directory;

import java.util.List;

/**
 * What is wrong with one value of a directory.
 *
 * @param field the value, as the API calls it
 * @param messageKey the key of the sentence that tells the rule and what to do
 * @param values what the sentence mentions
 */
public record DirectoryProblem(String field, String messageKey, List<String> values) {

	/** Takes a copy of the list. */
	public DirectoryProblem {
		values = List.copyOf(values);
	}

	static DirectoryProblem of(String field, String messageKey, String... values) {
		return new DirectoryProblem(field, messageKey, List.of(values));
	}

}
