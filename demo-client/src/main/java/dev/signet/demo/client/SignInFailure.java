package dev.signet.demo.client;

import java.util.Locale;

/**
 * Why nobody got signed in, as far as a person wants to know it.
 */
enum SignInFailure {

	/** The person, or the server on their behalf, said no ({@code access_denied}). */
	DENIED("You said no, and that is fine",
			"Nothing was shared with this app. You can sign in whenever you change your mind."),

	/** The answer belongs to no question of this browser. */
	STALE("That took a little too long",
			"This app no longer remembers that sign-in. It may have been started in another tab, or some time ago. "
					+ "Starting again takes a second."),

	/** The server does not answer. */
	AWAY("Signet does not answer right now",
			"This app is fine, but nobody is home at the server that knows who you are. Try again in a moment."),

	/** Anything else; the log has the reason. */
	REFUSED("That sign-in did not work", "The server’s answer was not one this app can accept, so nobody was signed "
			+ "in. The app’s log says why.");

	private final String title;

	private final String message;

	SignInFailure(String title, String message) {
		this.title = title;
		this.message = message;
	}

	static SignInFailure of(String reason) {
		for (SignInFailure failure : values()) {
			if (failure.reason().equals(reason)) {
				return failure;
			}
		}
		return REFUSED;
	}

	String reason() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The headline for people. */
	public String title() {
		return this.title;
	}

	/** What happened and what to do. */
	public String message() {
		return this.message;
	}

}
