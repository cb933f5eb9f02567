package dev.signet.directory;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether it is worth asking a directory. After five failures in a row nobody waits for
 * it for half a minute; then one caller tries, for all.
 */
final class DirectoryCircuit {

	static final int FAILURES = 5;

	static final Duration PAUSE = Duration.ofSeconds(30);

	private int failures;

	private Instant closedUntil = Instant.MIN;

	/** Whether to ask now. Who is told so must tell how it went, if it did ask. */
	synchronized boolean enter(Instant now) {
		if (this.failures < FAILURES) {
			return true;
		}
		if (now.isBefore(this.closedUntil)) {
			return false;
		}
		this.closedUntil = now.plus(PAUSE);
		return true;
	}

	synchronized void worked() {
		this.failures = 0;
	}

	synchronized void failed(Instant now) {
		this.failures = Math.min(this.failures + 1, FAILURES);
		this.closedUntil = now.plus(PAUSE);
	}

}
