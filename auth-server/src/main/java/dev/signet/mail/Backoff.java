package dev.signet.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a mail waits after a try that failed: 10 seconds, then four times as long each
 * time, at most an hour, and up to half of it less, so that many do not come at once.
 */
final class Backoff {

	private static final Duration FIRST = Duration.ofSeconds(10);

	private static final Duration MOST = Duration.ofHours(1);

	private static final int FACTOR = 4;

	private Backoff() {
	}

	/**
	 * The wait before the next try.
	 * @param tries how many there were, at least one
	 */
	static Duration after(int tries, RandomGenerator random) {
		long millis = FIRST.toMillis();
		for (int i = 1; i < tries && millis < MOST.toMillis(); i++) {
			millis *= FACTOR;
		}
		long full = Math.min(millis, MOST.toMillis());
		return Duration.ofMillis(full - random.nextLong(full / 2));
	}

}
