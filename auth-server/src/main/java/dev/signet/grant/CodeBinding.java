package dev.signet.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import dev.signet.secret.Sha256;
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

	/**
	 * Whether there is a challenge, and the verifier is what it was made from (RFC 7636
	 * §4.6).
	 * @param codeVerifier what came, or null when nothing did
	 */
	public boolean fits(@Nullable String codeVerifier) {
		if (this.codeChallenge == null || codeVerifier == null || codeVerifier.isBlank()) {
			return false;
		}
		byte[] made = Base64.getUrlEncoder().withoutPadding().encode(Sha256.of(codeVerifier));
		return MessageDigest.isEqual(made, this.codeChallenge.getBytes(StandardCharsets.US_ASCII));
	}

}
