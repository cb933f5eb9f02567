package dev.signet.account;

import java.util.List;

/**
 * Why a name cannot be chosen.
 *
 * @param messageKey the key of the words that say what to do
 * @param values what stands in these words
 */
public record UsernameProblem(String messageKey, List<Object> values) {

	public UsernameProblem {
		values = List.copyOf(values);
	}

}
