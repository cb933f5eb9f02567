package dev.signet.registration;

import java.time.Duration;

/**
 * Too many mails were asked for, to one address or from one network. Whether the address
 * has an account plays no part in it.
 */
final class TooManySignUps extends RuntimeException {

	private final Duration retryAfter;

	TooManySignUps(Duration retryAfter) {
		super("Too many mails to people who sign up");
		this.retryAfter = retryAfter;
	}

	Duration retryAfter() {
		return this.retryAfter;
	}

}
