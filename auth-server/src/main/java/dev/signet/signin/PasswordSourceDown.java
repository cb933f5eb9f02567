package dev.signet.signin;

import java.time.Duration;

/**
 * Where a password is kept, nobody answers at the moment.
 */
public final class PasswordSourceDown extends RuntimeException {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

	private final String messageKey;

	/**
	 * Says so.
	 * @param messageKey the key of what people read, who may or may not be known there
	 */
	public PasswordSourceDown(String messageKey) {
		super("No answer from where the password is kept");
		this.messageKey = messageKey;
	}

	String messageKey() {
		return this.messageKey;
	}

	Duration retryAfter() {
		return RETRY_AFTER;
	}

}
