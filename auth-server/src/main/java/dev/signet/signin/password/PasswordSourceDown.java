package dev.signet.signin.password;

import java.time.Duration;

import org.springframework.modulith.NamedInterface;

/**
 * Where a password is kept, nobody answers at the moment.
 */
@NamedInterface("password")
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

	/** The key of what people read. */
	public String messageKey() {
		return this.messageKey;
	}

	/** After how long to try again. */
	public Duration retryAfter() {
		return RETRY_AFTER;
	}

}
