package dev.signet.grant;

import java.time.Instant;

/**
 * What is kept with an authorization code.
 *
 * @param binding what it is bound to
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 */
record IssuedCode(CodeBinding binding, Instant issuedAt, Instant expiresAt) {
}
