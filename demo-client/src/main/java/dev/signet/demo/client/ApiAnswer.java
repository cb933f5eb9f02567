package dev.signet.demo.client;

import java.util.List;

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
