package dev.signet.credential;

import java.util.List;

/**
 * Whom a new password is for, as far as its rules care.
 *
 * @param minLength how many characters it must have
 * @param words what somebody would try who knows the person
 */
public record PasswordOwner(int minLength, List<String> words) {

	public PasswordOwner {
		words = List.copyOf(words);
	}

	/** Without what is theirs. */
	@Override
	public String toString() {
		return "PasswordOwner";
	}

}
