package dev.signet.proof;

import java.time.Duration;

/**
 * What somebody may ask for only so often. The names are stored; never rename one. Where
 * one ask counts for several, they count in this order.
 */
public enum Asking {

	/** Mails with a proof of an address, by account. */
	ADDRESS_MAIL(3, Duration.ofHours(1)),

	/** Mails to an address that wants an account, by address. */
	SIGN_UP_MAIL(3, Duration.ofHours(1)),

	/** Mails with a way to a new password, by account. */
	RESET_MAIL(3, Duration.ofHours(1)),

	/** Mails with a code to sign in with, by account. */
	SIGN_IN_MAIL(3, Duration.ofHours(1)),

	/** Mails with a code for the second step of a sign-in, by account. */
	SECOND_FACTOR_MAIL(3, Duration.ofHours(1)),

	/** Any mail that a stranger can set off, by network. */
	MAIL_FROM_NETWORK(20, Duration.ofHours(1)),

	/** Sign-ups without a mailed code, also failed ones, by network. */
	SIGN_UP_FROM_NETWORK(100, Duration.ofHours(1)),

	/** Wrong passwords of somebody who is signed in, by account. */
	PASSWORD(10, Duration.ofMinutes(15)),

	/** Downloads of all that is known of a person, by account. */
	DATA_DOWNLOAD(5, Duration.ofHours(1)),

	/**
	 * Wrong passwords at the sign-in page, by the name that was typed, whether or not
	 * somebody has it. An account has two names, so this makes ten for an account.
	 */
	PASSWORD_FOR_NAME(5, Duration.ofMinutes(15)),

	/**
	 * Wrong passwords with no right one between them, by name: a hundred for an account
	 * (NIST SP 800-63B-4 §3.2.2). The last one counts for longest.
	 */
	PASSWORD_IN_A_ROW(50, Duration.ofDays(30)),

	/** Wrong passwords in a browser that its owner has used before, by both. */
	PASSWORD_IN_BROWSER(10, Duration.ofMinutes(15)),

	/** Wrong passwords in such a browser with no right one between them. */
	PASSWORD_IN_A_ROW_IN_BROWSER(50, Duration.ofDays(30)),

	/** Wrong passwords at the sign-in page, by network; a setting says how many. */
	PASSWORD_FROM_NETWORK(Integer.MAX_VALUE, Duration.ofMinutes(15)),

	/**
	 * Wrong passwords that were tried at a directory, by who has them there: somebody has
	 * several names, and what is tried there counts there too. A minute longer than it
	 * may take to forget: it counts from when it answers.
	 */
	PASSWORD_AT_DIRECTORY(3, Duration.ofMinutes(16)),

	/**
	 * The same beyond that, in any browser that its owner has used before. Both together
	 * are what a directory must bear without locking anybody out.
	 */
	PASSWORD_AT_DIRECTORY_OF_OWNER(2, Duration.ofMinutes(16)),

	/**
	 * Wrong passwords that were tried at a directory with no right one between them, by
	 * who has them there.
	 */
	PASSWORD_AT_DIRECTORY_IN_A_ROW(50, Duration.ofDays(30)),

	/** The same in browsers that their owner has used before. */
	PASSWORD_AT_DIRECTORY_IN_A_ROW_OF_OWNER(50, Duration.ofDays(30)),

	/** Wrong second factors, whatever sign-in they are for, by account. */
	SECOND_FACTOR(10, Duration.ofMinutes(15)),

	/** Wrong second factors in a browser that its owner has used before, by both. */
	SECOND_FACTOR_IN_BROWSER(10, Duration.ofMinutes(15)),

	/** Wrong second factors with no right one between them, by account. */
	SECOND_FACTOR_IN_A_ROW(50, Duration.ofDays(30)),

	/** The same in a browser that its owner has used before, by both. */
	SECOND_FACTOR_IN_A_ROW_IN_BROWSER(50, Duration.ofDays(30)),

	/** Wrong codes of devices (RFC 8628 §5.1), by session. */
	DEVICE_CODE_IN_SESSION(5, Duration.ofHours(1)),

	/** Wrong codes of devices, by network. */
	DEVICE_CODE_FROM_NETWORK(100, Duration.ofHours(1)),

	/** Passkeys that prove nobody, by network. */
	PASSKEY_FROM_NETWORK(30, Duration.ofMinutes(15)),

	/** The same beyond that in a browser in which somebody signed in before, by it. */
	PASSKEY_IN_BROWSER(30, Duration.ofMinutes(15));

	private final int most;

	private final Duration window;

	Asking(int most, Duration window) {
		this.most = most;
		this.window = window;
	}

	int most() {
		return this.most;
	}

	/** How long the last one counts, or the first one where none prolongs the count. */
	public Duration window() {
		return this.window;
	}

	/** Whether it counts for a network, and so for whoever shares that. */
	public boolean byNetwork() {
		return this == MAIL_FROM_NETWORK || this == SIGN_UP_FROM_NETWORK || this == PASSWORD_FROM_NETWORK
				|| this == DEVICE_CODE_FROM_NETWORK || this == PASSKEY_FROM_NETWORK;
	}

	/** Whether it counts all wrong ones with no right one between them. */
	boolean inARow() {
		return switch (this) {
			case PASSWORD_IN_A_ROW, PASSWORD_IN_A_ROW_IN_BROWSER, PASSWORD_AT_DIRECTORY_IN_A_ROW,
					PASSWORD_AT_DIRECTORY_IN_A_ROW_OF_OWNER, SECOND_FACTOR_IN_A_ROW,
					SECOND_FACTOR_IN_A_ROW_IN_BROWSER ->
				true;
			default -> false;
		};
	}

	/**
	 * Whether each one that is counted prolongs the count, so that in no such time more
	 * are looked at, and a right one ends it. From a network somebody always guesses: it
	 * would never be forgotten.
	 */
	boolean prolonged() {
		return inARow() || switch (this) {
			case SIGN_IN_MAIL, PASSWORD, PASSWORD_FOR_NAME, PASSWORD_IN_BROWSER, PASSWORD_AT_DIRECTORY,
					PASSWORD_AT_DIRECTORY_OF_OWNER, SECOND_FACTOR, SECOND_FACTOR_IN_BROWSER ->
				true;
			default -> false;
		};
	}

}
