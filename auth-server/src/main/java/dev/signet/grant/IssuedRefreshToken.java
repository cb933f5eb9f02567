package dev.signet.grant;

import java.time.Instant;

import dev.signet.account.EnabledAccount;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token as the database knows it.
 *
 * @param grant the grant, and so the family
 * @param person who gave it, or null when that person may not sign in
 * @param generation its place in the family, from 0
 * @param issuedAt when it was issued
 * @param expiresAt when it expires unused
 */
record IssuedRefreshToken(Grant grant, @Nullable EnabledAccount person, int generation, Instant issuedAt,
		Instant expiresAt) {
}
