package dev.signet;

import java.time.Duration;

/** Waits for what happens in the background. */
public final class Eventually {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private Eventually() {
	}

	/** Waits until it is so. */
	public static void holds(Condition condition) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.holds()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("It did not happen within a minute");
			}
			pause();
		}
	}

	private static void pause() {
		try {
			Thread.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Something that will be so. */
	@FunctionalInterface
	public interface Condition {

		boolean holds();

	}

}
