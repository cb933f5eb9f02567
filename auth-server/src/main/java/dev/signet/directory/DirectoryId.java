package dev.signet.directory;

import java.util.UUID;

/**
 * Identifies a directory for good.
 *
 * @param value the identifier, never reused
 */
public record DirectoryId(UUID value) {

	/**
	 * Reads an identifier.
	 * @throws IllegalArgumentException when the text is not one
	 */
	public static DirectoryId of(String text) {
		return new DirectoryId(UUID.fromString(text));
	}

	/** A new identifier. */
	static DirectoryId random() {
		return new DirectoryId(UUID.randomUUID());
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
