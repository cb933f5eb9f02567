package dev.signet.mail;

/**
 * A mail was not taken.
 */
public final class NotCarried extends Exception {

	private final Kind kind;

	private final String reason;

	NotCarried(Kind kind, String reason) {
		// The cause is left out: mail servers quote addresses in their answers
		super(reason, null, false, false);
		this.kind = kind;
		this.reason = reason;
	}

	Kind kind() {
		return this.kind;
	}

	/** In a word or by the codes of the mail server: no address, nothing of the mail. */
	String reason() {
		return this.reason;
	}

	/** What follows from it. */
	enum Kind {

		/** This mail will never be taken. */
		FOR_GOOD,

		/** It may be taken later. */
		FOR_NOW,

		/** No mail is taken at the moment. */
		SERVER_AWAY

	}

}
