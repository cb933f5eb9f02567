package dev.signet.selfservice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.signin.journey.AppView;
import org.jspecify.annotations.Nullable;

/**
 * What the list of apps shows of one.
 *
 * @param id the client, by its internal id
 * @param app its name and the like
 * @param opening where the person starts a sign-in to it (OpenID Connect Core 1.0 §4), or
 * null
 * @param scopes what it may do, in words
 * @param since since when
 * @param lastUsedAt when it last got or renewed tokens; null when it has none at present
 */
record AppAccessView(UUID id, AppView app, @Nullable String opening, List<String> scopes, Instant since,
		@Nullable Instant lastUsedAt) {
}
