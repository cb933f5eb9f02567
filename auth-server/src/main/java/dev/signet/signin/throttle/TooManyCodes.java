package dev.signet.signin.throttle;

import java.time.Duration;

/** So many codes of an account were wrong that no more is looked at for a while. */
public final class TooManyCodes extends RuntimeException {

	private final Duration wait;

	TooManyCodes(Duration wait) {
		super("Too many wrong codes");
		this.wait = wait;
	}

	/** After how long there is room again, at least a second. */
	public Duration retryAfter() {
		return this.wait;
	}

}
