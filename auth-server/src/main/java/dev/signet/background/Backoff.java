package dev.signet.background;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: four times as long each time, and up to half
 * of it less, so that many do not come at once.
 *
 * @param first the longest wait after one failure
 * @param most the longest wait after any number of them
 */
public record Backoff(Duration first, Duration most) {

	private static final int FACTOR = 4;

	/**
	 * The wait before the next attempt.
	 * @param failures how many there were in a row, at least one
	 */
	public Duration after(int failures, RandomGenerator random) {
		long millis = this.first.toMillis();
		for (int i = 1; i < failures && millis < this.most.toMillis(); i++) {
			millis *= FACTOR;
		}
		long full = Math.min(millis, this.most.toMillis());
		return Duration.ofMillis(full - random.nextLong(full / 2));
	}

}
