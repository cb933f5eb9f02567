package dev.signet.directory;

import java.util.UUID;

/**
 * Identifies a directory for good.
 *
 * @param value the identifier, never reused
 */
public record DirectoryId(UUID value) {

	/** A new identifier. */
	static DirectoryId random() {
		return new DirectoryId(UUID.randomUUID());
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
