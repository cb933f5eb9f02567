package dev.signet.secret;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Reads identifiers that come in addresses and forms, where anything may come. */
public final class WrittenIds {

	private WrittenIds() {
	}

	/**
	 * The identifier that a text is; empty when it is none, and when there is no text.
	 */
	public static Optional<UUID> read(@Nullable String text) {
		try {
			return (text != null) ? Optional.of(UUID.fromString(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
