package dev.signet.selfservice;

import java.time.Instant;
import java.util.UUID;

import dev.signet.federation.Link;
import dev.signet.federation.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A link as its owner sees it.
 *
 * @param id names it
 * @param provider what people call the provider
 * @param enabled whether people can sign in with that provider now
 * @param shownAs how the owner recognises the account there, or null
 * @param since when it was made
 * @param lastUsedAt when it was last used, or null
 * @param removedAt when it was removed, or null
 */
record LinkView(UUID id, String provider, boolean enabled, @Nullable String shownAs, Instant since,
		@Nullable Instant lastUsedAt, @Nullable Instant removedAt) {

	static LinkView of(Link link, Provider provider) {
		return new LinkView(link.id(), provider.name(), provider.enabled(), link.shownAs(), link.createdAt(),
				link.lastUsedAt(), link.removedAt());
	}

}
