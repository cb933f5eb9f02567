package dev.signet.signin;

import java.time.Duration;

import dev.signet.proof.Asking;

/** So many passwords were wrong that no more is looked at for a while. */
final class TooManyPasswords extends RuntimeException {

	private final Asking limit;

	private final Duration wait;

	TooManyPasswords(Asking limit, Duration wait) {
		super("Too many wrong passwords");
		this.limit = limit;
		this.wait = wait;
	}

	/** After how long there is room again, at least a second. */
	Duration retryAfter() {
		return this.wait;
	}

	/** The key of the words that say so, with the minutes to wait as their argument. */
	String messageKey() {
		return switch (this.limit) {
			case PASSWORD_IN_A_ROW, PASSWORD_IN_A_ROW_IN_BROWSER -> "signin.signin.closed";
			case PASSWORD_FROM_NETWORK -> "signin.signin.network-held";
			default -> "signin.signin.held";
		};
	}

}
