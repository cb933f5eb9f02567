package dev.signet.grant;

import org.jspecify.annotations.Nullable;

/**
 * What an authorization code is bound to: its redemption must fit.
 *
 * @param redirectUri where it is sent, or null when the client left it out, and then
 * leaves it out again (RFC 6749 §4.1.3)
 * @param nonce the nonce of the authentication request, or null
 * @param codeChallenge the S256 challenge (RFC 7636 §4.2), or null for a client that need
 * not send one
 */
public record CodeBinding(@Nullable String redirectUri, @Nullable String nonce, @Nullable String codeChallenge) {
}
