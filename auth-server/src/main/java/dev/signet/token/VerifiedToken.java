package dev.signet.token;

import java.time.Instant;

/**
 * An access token whose signature is right. Nothing is said about its time.
 *
 * @param token what it says
 * @param keyId which key signed it
 * @param notBefore when it begins to count ({@code nbf})
 */
record VerifiedToken(AccessToken token, String keyId, Instant notBefore) {
}
