package dev.signet.account;

/**
 * An account cannot be deleted: nobody else runs this server.
 */
public final class LastAdministrator extends RuntimeException {

	public LastAdministrator() {
		super("Nobody else is an administrator");
	}

}
