package dev.signet.signin.password;

import org.springframework.modulith.NamedInterface;

/**
 * Somebody gave the right password of a person who is kept elsewhere, and no account here
 * opens by it, or not at this moment. Nobody else knows it, so nobody else learns why
 * not.
 */
@NamedInterface("password")
public final class NoAccountForPerson extends RuntimeException {

	private final String messageKey;

	/**
	 * Says so.
	 * @param messageKey the key of what the person reads
	 */
	public NoAccountForPerson(String messageKey) {
		super("There is no account for this person");
		this.messageKey = messageKey;
	}

	/** The key of what the person reads. */
	public String messageKey() {
		return this.messageKey;
	}

}
