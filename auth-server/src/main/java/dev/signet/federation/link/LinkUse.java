package dev.signet.federation.link;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How much a provider is used.
 *
 * @param links how many people are linked
 * @param lastUsedAt when one of them last signed in by it; null when nobody did
 */
public record LinkUse(int links, @Nullable Instant lastUsedAt) {

	/** Not at all. */
	public static final LinkUse NONE = new LinkUse(0, null);

}
