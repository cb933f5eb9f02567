package dev.signet;

import java.time.Duration;

/**
 * Shows that something does not wait until a time is over. What is late because this
 * machine has too much to do tells nothing, and is tried again; what waits is late each
 * time. Not for what is late only sometimes.
 */
public final class Sooner {

	private static final int ATTEMPTS = 3;

	private Sooner() {
	}

	/**
	 * Tries until an attempt was over sooner.
	 * @param limit what it must not wait for, counted from somewhere in the attempt
	 */
	public static void than(Duration limit, Attempt attempt) throws Exception {
		for (int i = 0; i < ATTEMPTS; i++) {
			long start = System.nanoTime();
			attempt.make();
			if (System.nanoTime() - start < limit.toNanos()) {
				return;
			}
		}
		throw new AssertionError("It took " + limit + " or more each time");
	}

	/** Something that can be done again. */
	@FunctionalInterface
	public interface Attempt {

		void make() throws Exception;

	}

}
