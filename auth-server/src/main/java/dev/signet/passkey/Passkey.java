package dev.signet.passkey;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A passkey of a person, as pages show it.
 *
 * @param id names it
 * @param name what its owner calls it
 * @param addedAt since when it counts
 * @param lastUsedAt when it last signed somebody in, or null
 * @param synced whether it is also elsewhere than on the device, so that losing that does
 * not lose it
 */
public record Passkey(UUID id, String name, Instant addedAt, @Nullable Instant lastUsedAt, boolean synced) {

	/** The longest name. */
	public static final int MAX_NAME = 64;

}
