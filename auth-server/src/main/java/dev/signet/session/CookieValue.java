package dev.signet.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random value that a browser keeps in a cookie: 256 bits, 43 characters of base64url.
 * Whoever has it is the browser, so the database only ever sees its digest.
 */
final class CookieValue {

	private static final int BYTES = 32;

	private static final int CHARACTERS = 43;

	private CookieValue() {
	}

	static String random(SecureRandom random) {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Whether a text can be such a value. The length is looked at first, so that a huge
	 * cookie costs nothing.
	 */
	static boolean isWellFormed(String text) {
		return text.length() == CHARACTERS && text.chars().allMatch(CookieValue::isBase64Url);
	}

	/** The SHA-256 digest under which a value is stored and found. */
	static byte[] digest(String value) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static boolean isBase64Url(int character) {
		return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
				|| (character >= '0' && character <= '9') || character == '-' || character == '_';
	}

}
