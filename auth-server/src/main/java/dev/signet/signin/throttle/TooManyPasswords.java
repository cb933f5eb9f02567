package dev.signet.signin.throttle;

import java.time.Duration;

import dev.signet.proof.Asking;

/** So many passwords were wrong that no more is looked at for a while. */
public final class TooManyPasswords extends RuntimeException {

	private final Asking limit;

	private final Duration wait;

	/**
	 * Says so.
	 * @param limit the limit that was reached
	 * @param wait after how long there is room again
	 */
	public TooManyPasswords(Asking limit, Duration wait) {
		super("Too many wrong passwords");
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
			case PASSWORD_IN_A_ROW, PASSWORD_IN_A_ROW_IN_BROWSER -> "signin.signin.closed";
			case PASSWORD_FROM_NETWORK -> "signin.signin.network-held";
			default -> "signin.signin.held";
		};
	}

}
