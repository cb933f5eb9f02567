package dev.signet.mail;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A value in the words of a mail; one of the three is given.
 *
 * @param text a name
 * @param time a moment, shown as the language has it
 * @param number a number, which plurals may depend on
 */
record MailValue(@Nullable String text, @Nullable Instant time, @Nullable Long number) {

	/**
	 * Takes a value as a caller gives it.
	 * @throws IllegalArgumentException when it is of a kind that has no form in words
	 */
	static MailValue of(Object value) {
		if (value instanceof Instant time) {
			return new MailValue(null, time, null);
		}
		if (value instanceof Integer || value instanceof Long) {
			return new MailValue(null, null, ((Number) value).longValue());
		}
		if (value instanceof CharSequence text) {
			return new MailValue(PlainName.of(text.toString()), null, null);
		}
		throw new IllegalArgumentException("A mail can show texts, times and numbers, not a " + value.getClass());
	}

}
