package dev.signet.key;

/**
 * There is no master key, or it is not the one that the stored keys were encrypted with.
 * Carries what is wrong and what the operator can do about it.
 */
public final class MasterKeyUnusable extends RuntimeException {

	private final String action;

	MasterKeyUnusable(String description, String action) {
		super(description);
		this.action = action;
	}

	MasterKeyUnusable(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
