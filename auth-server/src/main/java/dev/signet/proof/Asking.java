package dev.signet.proof;

import java.time.Duration;

/**
 * What somebody may ask for only so often. The names are stored; never rename one.
 */
public enum Asking {

	/** Mails with a proof of an address, by account. */
	ADDRESS_MAIL(3, Duration.ofHours(1)),

	/** Mails to an address that wants an account, by address. */
	SIGN_UP_MAIL(3, Duration.ofHours(1)),

	/** Mails with a way to a new password, by account. */
	RESET_MAIL(3, Duration.ofHours(1)),

	/** Any mail that a stranger can set off, by network. */
	MAIL_FROM_NETWORK(20, Duration.ofHours(1)),

	/** Wrong passwords of somebody who is signed in, by account. */
	PASSWORD(10, Duration.ofMinutes(15)),

	/** Downloads of all that is known of a person, by account. */
	DATA_DOWNLOAD(5, Duration.ofHours(1)),

	/** Wrong second factors, whatever sign-in they are for, by account. */
	SECOND_FACTOR(10, Duration.ofMinutes(15));

	private final int most;

	private final Duration window;

	Asking(int most, Duration window) {
		this.most = most;
		this.window = window;
	}

	int most() {
		return this.most;
	}

	Duration window() {
		return this.window;
	}

}
