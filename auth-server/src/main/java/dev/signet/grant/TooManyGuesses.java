package dev.signet.grant;

import java.io.Serial;
import java.time.Duration;

/**
 * Too many codes were typed that no device waits with. Whether this one is good is not
 * said.
 */
public final class TooManyGuesses extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Duration retryAfter;

	TooManyGuesses(Duration retryAfter) {
		super("Too many wrong user codes");
		this.retryAfter = retryAfter;
	}

	/** When the next one is looked at, in whole seconds, at least one. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
