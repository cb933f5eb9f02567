package dev.signet.federation.provider;

import java.util.UUID;

/**
 * Identifies an upstream provider for good.
 *
 * @param value the identifier, never reused
 */
public record ProviderId(UUID value) {

	/** A new identifier. */
	public static ProviderId random() {
		return new ProviderId(UUID.randomUUID());
	}

	/**
	 * Reads an identifier.
	 * @throws IllegalArgumentException when the text is not one
	 */
	public static ProviderId of(String text) {
		return new ProviderId(UUID.fromString(text));
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
