package dev.signet.outbound;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether it is worth calling somebody. After five failures in a row they are left alone
 * for 30 seconds; then one caller tries, for all. A call must not take as long as that.
 */
public final class Circuit {

	/** How many calls in a row must fail before nobody calls any more. */
	public static final int FAILURES = 5;

	/** How long nobody calls. */
	public static final Duration LEFT_ALONE = Duration.ofSeconds(30);

	private int failures;

	private Instant until = Instant.MIN;

	/** Whether they are left alone, so that a call is not worth offering. */
	public synchronized boolean open(Instant now) {
		return this.failures >= FAILURES && now.isBefore(this.until);
	}

	/** Whether to call now. Who is told so must tell how it went, if they did call. */
	public synchronized boolean enter(Instant now) {
		if (open(now)) {
			return false;
		}
		if (this.failures >= FAILURES) {
			this.until = now.plus(LEFT_ALONE);
		}
		return true;
	}

	/** They answered. */
	public synchronized void worked() {
		this.failures = 0;
	}

	/** They did not answer. */
	public synchronized void failed(Instant now) {
		this.failures = Math.min(this.failures + 1, FAILURES);
		this.until = now.plus(LEFT_ALONE);
	}

}
