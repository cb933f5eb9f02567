package dev.signet.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret of 256 random bits that lets its holder make the first administrator. Only its
 * digest is stored.
 *
 * @param value the secret, as it stands in the link
 */
record SetupToken(String value) {

	static SetupToken random(SecureRandom random) {
		byte[] secret = new byte[32];
		random.nextBytes(secret);
		return new SetupToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
	}

	byte[] digest() {
		try {
			return MessageDigest.getInstance("SHA-256").digest(this.value.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/** Never the secret. */
	@Override
	public String toString() {
		return "SetupToken";
	}

}
