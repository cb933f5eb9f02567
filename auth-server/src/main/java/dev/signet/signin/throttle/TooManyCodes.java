package dev.signet.signin.throttle;

import java.time.Duration;

import dev.signet.proof.Asking;

/** So many codes of an account were wrong that no more is looked at for a while. */
public final class TooManyCodes extends RuntimeException {

	private final Asking limit;

	private final Duration wait;

	TooManyCodes(Asking limit, Duration wait) {
		super("Too many wrong codes");
		this.limit = limit;
		this.wait = wait;
	}

	/** After how long there is room again, at least a second. */
	public Duration retryAfter() {
		return this.wait;
	}

	/** The key of the words that say so, with the minutes to wait as their argument. */
	public String messageKey() {
		return switch (this.limit) {
			case SECOND_FACTOR_IN_A_ROW, SECOND_FACTOR_IN_A_ROW_IN_BROWSER -> "signin.second.closed";
			default -> "signin.second.limited";
		};
	}

}
