package dev.signet.signin.recent;

import java.util.Map;

/**
 * What somebody had typed into a form when they had to sign in again.
 *
 * @param words what stood in the fields, by their names
 * @param whole whether nothing was left out that they had typed, such as a secret
 */
public record KeptWords(Map<String, String> words, boolean whole) {

	public KeptWords {
		words = Map.copyOf(words);
	}

	/** What stood in a field; empty when nothing did. */
	public String word(String field) {
		return this.words.getOrDefault(field, "");
	}

	/** Without the words. */
	@Override
	public String toString() {
		return "KeptWords[" + this.words.keySet() + "]";
	}

}
