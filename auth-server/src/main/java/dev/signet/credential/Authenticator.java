package dev.signet.credential;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The authenticator app of an account.
 *
 * @param addedAt since when it counts
 * @param lastUsedAt when a code of it was last used to sign in, or null
 */
public record Authenticator(Instant addedAt, @Nullable Instant lastUsedAt) {
}
