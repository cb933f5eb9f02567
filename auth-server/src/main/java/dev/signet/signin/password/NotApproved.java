package dev.signet.signin.password;

/**
 * Somebody who signed up and waits for approval gave the right password. Nobody else
 * knows it, so nobody else learns that they wait.
 */
public final class NotApproved extends RuntimeException {

	NotApproved() {
		super("The account waits for approval");
	}

}
