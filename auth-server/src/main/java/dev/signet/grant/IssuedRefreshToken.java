package dev.signet.grant;

import java.time.Instant;

/**
 * A refresh token as the database knows it.
 *
 * @param grant the grant, and so the family
 * @param generation its place in the family, from 0
 * @param issuedAt when it was issued
 * @param expiresAt when it expires unused
 */
record IssuedRefreshToken(Grant grant, int generation, Instant issuedAt, Instant expiresAt) {
}
