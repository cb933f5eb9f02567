package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC-based key derivation function with SHA-256 (RFC 5869), without a salt and for
 * one block of output: all that is needed to derive keys from a random key.
 */
final class Hkdf {

	static final int LENGTH = 32;

	private static final byte[] NO_SALT = new byte[LENGTH];

	private Hkdf() {
	}

	static byte[] derive(byte[] key, String info) {
		byte[] pseudorandomKey = hmac(NO_SALT, key);
		return hmac(pseudorandomKey, info.getBytes(StandardCharsets.UTF_8), new byte[] { 1 });
	}

	private static byte[] hmac(byte[] key, byte[]... parts) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

}
