package dev.signet.client;

import java.util.Locale;

/**
 * How people are named to a client (OpenID Connect Core 1.0 §8). The names are stored;
 * never rename one.
 */
public enum SubjectType {

	/** By the same {@code sub} as to every other client. */
	PUBLIC,
	/** By a {@code sub} that only clients of one sector share. */
	PAIRWISE;

	/** The word of the standard. */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

}
