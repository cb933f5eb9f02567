package dev.signet.account;

import java.util.UUID;

/**
 * Identifies an account for good. It is also the public subject identifier ({@code sub},
 * OpenID Connect Core 1.0 §2) that clients see.
 *
 * @param value the identifier, never reused
 */
public record AccountId(UUID value) {

	/** A new identifier. */
	public static AccountId random() {
		return new AccountId(UUID.randomUUID());
	}

	/**
	 * Reads an identifier.
	 * @throws IllegalArgumentException when the text is not one
	 */
	public static AccountId of(String text) {
		return new AccountId(UUID.fromString(text));
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
