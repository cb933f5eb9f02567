package dev.signet.client;

/**
 * What is wrong with one field of a client or resource.
 *
 * @param field the field as it is written in the configuration, with its place in a list:
 * {@code redirect-uris[1]}
 * @param rule the rule that is broken, as a sentence
 * @param came what came instead, fit to be shown; never a secret
 * @param fix what to do
 */
record ClientProblem(String field, String rule, String came, String fix) {

	private static final int LONGEST_SHOWN = 120;

	ClientProblem {
		came = shown(came);
	}

	/** The same problem, seen from further out. */
	ClientProblem in(String prefix) {
		return new ClientProblem(prefix + this.field, this.rule, this.came, this.fix);
	}

	@Override
	public String toString() {
		return "%s: %s Came: %s. Fix: %s".formatted(this.field, this.rule, this.came, this.fix);
	}

	/** Foreign text made harmless for logs and terminals. */
	private static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		text.codePoints().limit(LONGEST_SHOWN).forEach((c) -> {
			if (c >= 0x20 && c < 0x7F) {
				shown.appendCodePoint(c);
			}
			else {
				shown.append("\\u{%x}".formatted(c));
			}
		});
		return (text.codePointCount(0, text.length()) > LONGEST_SHOWN) ? shown + "…" : shown.toString();
	}

}
