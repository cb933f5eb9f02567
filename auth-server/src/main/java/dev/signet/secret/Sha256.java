package dev.signet.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest under which a secret of many random bits is stored and found. Nobody can try
 * all such secrets, so once is enough; passwords want more.
 */
public final class Sha256 {

	private Sha256() {
	}

	/** The digest of a text in UTF-8, 32 bytes. */
	public static byte[] of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/** The digest of these bytes, 32 bytes. */
	public static byte[] of(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
