package dev.signet.grant;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An authorization code as the database knows it.
 *
 * @param grant the grant under it
 * @param redirectUri where it was sent, or null when the client left it out
 * @param nonce the nonce of the authentication request, or null
 * @param codeChallenge the S256 challenge (RFC 7636), or null for a client that need not
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 * @param redeemedAt when it was redeemed, or null
 */
record IssuedCode(Grant grant, @Nullable String redirectUri, @Nullable String nonce, @Nullable String codeChallenge,
		Instant issuedAt, Instant expiresAt, @Nullable Instant redeemedAt) {
}
