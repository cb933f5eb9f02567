package dev.signet.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Lets each client have so many refused requests recorded a minute, so that one that
 * fails in a loop leaves room for the others. Requests of no known client share one part.
 */
final class RecordingRate {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final String NOBODY = "";

	private final int most;

	private final Map<String, Integer> recorded = new HashMap<>();

	private Instant begun = Instant.EPOCH;

	RecordingRate(int most) {
		this.most = most;
	}

	/** Whether one more may be recorded now; it then counts as recorded. */
	synchronized boolean allows(@Nullable String clientId, Instant now) {
		if (now.isBefore(this.begun) || !now.isBefore(this.begun.plus(MINUTE))) {
			this.recorded.clear();
			this.begun = now;
		}
		return this.recorded.merge((clientId == null) ? NOBODY : clientId, 1, Integer::sum) <= this.most;
	}

}
