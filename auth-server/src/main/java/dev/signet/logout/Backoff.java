package dev.signet.logout;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: 5 seconds, then four times as long each time,
 * at most 10 minutes, and up to half of it less, so that many do not come at once. The
 * most keeps what is promised: all is delivered within 15 minutes after a receiver is
 * back.
 */
final class Backoff {

	private static final Duration FIRST = Duration.ofSeconds(5);

	private static final Duration MOST = Duration.ofMinutes(10);

	private static final int FACTOR = 4;

	private Backoff() {
	}

	/**
	 * The wait before the next attempt.
	 * @param failures how many there were in a row, at least one
	 */
	static Duration after(int failures, RandomGenerator random) {
		long millis = FIRST.toMillis();
		for (int i = 1; i < failures && millis < MOST.toMillis(); i++) {
			millis *= FACTOR;
		}
		long full = Math.min(millis, MOST.toMillis());
		return Duration.ofMillis(full - random.nextLong(full / 2));
	}

}
