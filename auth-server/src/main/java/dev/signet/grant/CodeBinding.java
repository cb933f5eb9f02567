package dev.signet.grant;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization code is bound to.
 *
 * @param redirectUri where it is sent and what its redemption must name, or null when the
 * client left it out and need not name it (RFC 6749 §4.1.3)
 * @param nonce what the ID token must repeat, or null
 * @param codeChallenge the S256 challenge (RFC 7636 §4.2) that the verifier must fit, or
 * null for a client that need not send one
 */
public record CodeBinding(@Nullable String redirectUri, @Nullable String nonce, @Nullable String codeChallenge) {
}
