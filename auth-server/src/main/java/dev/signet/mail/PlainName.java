package dev.signet.mail;

import java.util.regex.Pattern;

/**
 * Makes a name that a stranger chose fit for a mail. It can end no line, so it cannot
 * write a header or a paragraph of its own (RFC 5322 §2.2); and mail programs make no
 * link of it, so it cannot lead anywhere under our name.
 */
final class PlainName {

	static final int LONGEST = 100;

	/** Control and invisible characters, line ends of every kind, runs of blanks. */
	private static final Pattern NO_LETTERS = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

	private static final Pattern BEGIN_OF_LINK = Pattern.compile(":(?=//)");

	private static final Pattern DOT_OF_HOST = Pattern.compile("\\.(?=\\p{L})");

	private static final String LOOKS_LIKE_A_DOT = "\u2024";

	private PlainName() {
	}

	static String of(String name) {
		String line = oneLine(name);
		String parted = BEGIN_OF_LINK.matcher(line).replaceAll(": ");
		return cut(DOT_OF_HOST.matcher(parted).replaceAll(LOOKS_LIKE_A_DOT));
	}

	/** The text in one line, with single blanks. */
	static String oneLine(String text) {
		return NO_LETTERS.matcher(text).replaceAll(" ").strip();
	}

	private static String cut(String text) {
		if (text.codePointCount(0, text.length()) <= LONGEST) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
	}

}
