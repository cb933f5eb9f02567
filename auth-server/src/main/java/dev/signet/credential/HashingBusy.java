package dev.signet.credential;

import java.time.Duration;

/**
 * As many passwords are being hashed, and as many wait for it, as this server allows.
 * Nothing was checked; the caller may come back.
 */
public final class HashingBusy extends RuntimeException {

	private final Duration retryAfter;

	HashingBusy(Duration retryAfter) {
		super("Too many passwords are being hashed");
		this.retryAfter = retryAfter;
	}

	/**
	 * When to come back ({@code Retry-After}, RFC 9110 §10.2.3): at least a second.
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
