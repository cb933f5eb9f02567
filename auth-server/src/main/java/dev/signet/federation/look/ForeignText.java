package dev.signet.federation.look;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What others wrote, made fit to be shown in a sentence: on one line, not too long, and
 * without what must not be told. It stays foreign text, to be escaped where it is shown.
 */
final class ForeignText {

	private static final int LONGEST = 200;

	private static final String HIDDEN = "•••";

	/** A JWT in compact form (RFC 7515 §7.1), such as an assertion. */
	private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

	private ForeignText() {
	}

	/** Cleans a text that cannot hold a secret. */
	static String of(String text) {
		String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
		return (line.length() > LONGEST) ? line.substring(0, end(line)) + "…" : line;
	}

	/**
	 * Cleans a text of somebody who was told a secret or given a token, and may repeat
	 * it.
	 * @param secrets what must not stand in it
	 */
	static String without(Collection<String> secrets, String text) {
		String told = TOKEN.matcher(text).replaceAll(HIDDEN);
		for (String secret : secrets) {
			told = secret.isEmpty() ? told : told.replace(secret, HIDDEN);
		}
		return of(told);
	}

	/** Half a character outside the basic plane is none. */
	private static int end(String line) {
		return Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
	}

}
