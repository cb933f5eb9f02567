package dev.signet.grant;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is kept with an authorization code.
 *
 * @param redirectUri where it was sent, or null when the client left it out
 * @param nonce the nonce of the authentication request, or null
 * @param codeChallenge the S256 challenge (RFC 7636), or null for a client that need not
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 */
record IssuedCode(@Nullable String redirectUri, @Nullable String nonce, @Nullable String codeChallenge,
		Instant issuedAt, Instant expiresAt) {
}
