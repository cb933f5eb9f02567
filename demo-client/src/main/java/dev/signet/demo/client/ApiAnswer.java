package dev.signet.demo.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What came of a call to the API.
 *
 * @param path what was asked for
 * @param outcome how it went
 * @param status the status line, or what happened instead of one
 * @param explanation the same in a sentence
 * @param challenge the {@code WWW-Authenticate} header of a refusal
 * @param body what was answered
 * @param millis how long it took
 */
record ApiAnswer(String path, Outcome outcome, String status, String explanation, @Nullable String challenge,
		List<JsonText.Piece> body, long millis) {

	private static final Pattern STEP_UP = Pattern
		.compile("error=\"insufficient_user_authentication\".*acr_values=\"([^\"]+)\"");

	/**
	 * Which sign-ins the API would be content with, null when that is not what it misses
	 * (RFC 9470 §3).
	 */
	public @Nullable String acrValues() {
		return acrValues(this.challenge);
	}

	static @Nullable String acrValues(@Nullable String challenge) {
		Matcher stepUp = STEP_UP.matcher((challenge != null) ? challenge : "");
		return stepUp.find() ? stepUp.group(1) : null;
	}

	/** How a call went. */
	enum Outcome {

		/** It was answered. */
		ANSWERED,

		/** The API said no. */
		REFUSED,

		/** Nobody answered, or nothing sensible. */
		FAILED

	}

}
