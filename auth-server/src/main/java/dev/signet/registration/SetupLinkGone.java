package dev.signet.registration;

/**
 * The one-time link to make the first administrator was used, replaced or has expired, or
 * it never was one, or there is an administrator already. Which of these is not told.
 */
final class SetupLinkGone extends RuntimeException {

	SetupLinkGone() {
		super("The set-up link does not work");
	}

}
