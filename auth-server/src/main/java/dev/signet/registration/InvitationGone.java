package dev.signet.registration;

/**
 * An invitation was used up or taken back, has expired, or never was one, or who made it
 * may make none any more. Which of these is not told.
 */
final class InvitationGone extends RuntimeException {

	InvitationGone() {
		super("The invitation does not work");
	}

}
