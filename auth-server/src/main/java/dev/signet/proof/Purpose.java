package dev.signet.proof;

import java.time.Duration;

/**
 * What a mailed proof is good for. One is never taken for another. The names are stored;
 * never rename one.
 */
public enum Purpose {

	/** Show that the main address is read by the person. */
	VERIFY_EMAIL(Duration.ofMinutes(30), true),

	/** Show the same of an address that is to become the main one. */
	CHANGE_EMAIL(Duration.ofMinutes(30), true),

	/** Choose a password without the one before. */
	RESET_PASSWORD(Duration.ofMinutes(30), true),

	/** Make the second step of a sign-in. */
	SECOND_FACTOR(Duration.ofMinutes(10), true),

	/** Take a change of the main address back. */
	UNDO_EMAIL(Duration.ofDays(7), false),

	/** Lock the account. */
	LOCK_ACCOUNT(Duration.ofDays(7), false);

	private final Duration lifetime;

	private final boolean newestOnly;

	Purpose(Duration lifetime, boolean newestOnly) {
		this.lifetime = lifetime;
		this.newestOnly = newestOnly;
	}

	/** How long a proof is good. */
	public Duration lifetime() {
		return this.lifetime;
	}

	/** Whether a newer proof of an account ends the older one. */
	boolean newestOnly() {
		return this.newestOnly;
	}

}
