package dev.signet.signin.throttle;

import java.time.Duration;

import dev.signet.proof.Asking;
import dev.signet.web.RetryLater;

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

	/** The key of the words that say so, with {@link #toWait} as their argument. */
	public String messageKey() {
		return inARow() ? "signin.second.closed" : "signin.second.limited";
	}

	/** How long to wait in those words: days after a row of wrong ones, else minutes. */
	public long toWait() {
		return inARow() ? RetryLater.days(this.wait) : RetryLater.minutes(this.wait);
	}

	private boolean inARow() {
		return this.limit == Asking.SECOND_FACTOR_IN_A_ROW || this.limit == Asking.SECOND_FACTOR_IN_A_ROW_IN_BROWSER;
	}

}
