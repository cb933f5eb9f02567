package dev.signet.registration;

import java.time.Duration;

import dev.signet.proof.Asking;

/**
 * Too many mails were asked for, to one address or from one network, or too many accounts
 * from one network. Whether the address has an account plays no part in it.
 */
final class TooManySignUps extends RuntimeException {

	private final Asking limit;

	private final Duration retryAfter;

	TooManySignUps(Asking limit, Duration retryAfter) {
		super("Too many people sign up: " + limit);
		this.limit = limit;
		this.retryAfter = retryAfter;
	}

	/** What to say, with the minutes to wait. */
	String messageKey() {
		return (this.limit == Asking.SIGN_UP_FROM_NETWORK) ? "registration.network-limited"
				: "registration.email.limited";
	}

	Duration retryAfter() {
		return this.retryAfter;
	}

}
