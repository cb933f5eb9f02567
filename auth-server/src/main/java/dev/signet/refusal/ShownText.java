package dev.signet.refusal;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes foreign text fit to be kept and shown: control characters and letters outside
 * ASCII are written out, long text is cut, and what has the looks of a secret, code or
 * token of ours is hidden.
 */
final class ShownText {

	static final int LONGEST = 500;

	/** By the prefixes that leak scanners know. */
	private static final Pattern SECRET = Pattern.compile("(sgn_[a-z]{2}_)[A-Za-z0-9_-]+");

	private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}[A-Za-z0-9_.-]*");

	private ShownText() {
	}

	static @Nullable String of(@Nullable String text) {
		return (text != null) ? of(text, LONGEST) : null;
	}

	/**
	 * Makes text fit.
	 * @param longest how much of it is shown; three dots may follow
	 */
	static String of(String text, int longest) {
		String start = text.substring(0, Math.min(text.length(), 4 * longest));
		String hidden = JWT.matcher(SECRET.matcher(start).replaceAll("$1(hidden)")).replaceAll("eyJ(hidden)");
		StringBuilder shown = new StringBuilder();
		for (int c : hidden.codePoints().toArray()) {
			String next = (c >= 0x20 && c < 0x7F) ? Character.toString(c) : "\\u{%x}".formatted(c);
			if (shown.length() + next.length() > longest) {
				return shown.append("...").toString();
			}
			shown.append(next);
		}
		return (start.length() < text.length()) ? shown.append("...").toString() : shown.toString();
	}

}
