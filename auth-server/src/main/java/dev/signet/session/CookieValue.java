package dev.signet.session;

import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;

/**
 * A random value that a browser keeps in a cookie: 256 bits, 43 characters of base64url.
 * Whoever has it is the browser, so the database only ever sees its digest.
 */
public final class CookieValue {

	private static final int CHARACTERS = 43;

	private CookieValue() {
	}

	/** A new value. */
	public static String random(RandomText random) {
		return random.secret("");
	}

	/**
	 * Whether a text can be such a value. The length is looked at first, so that a huge
	 * cookie costs nothing.
	 */
	public static boolean isWellFormed(String text) {
		return text.length() == CHARACTERS && text.chars().allMatch(CookieValue::isBase64Url);
	}

	/** The SHA-256 digest under which a value is stored and found. */
	public static byte[] digest(String value) {
		return Sha256.of(value);
	}

	private static boolean isBase64Url(int character) {
		return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
				|| (character >= '0' && character <= '9') || character == '-' || character == '_';
	}

}
