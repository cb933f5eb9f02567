package dev.signet.database;

/**
 * The database cannot be used, so the server does not start. Carries what is wrong and
 * what the operator can do about it, both in plain sentences.
 */
final class DatabaseNotUsable extends RuntimeException {

	private final String action;

	DatabaseNotUsable(String description, String action) {
		super(description);
		this.action = action;
	}

	DatabaseNotUsable(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
