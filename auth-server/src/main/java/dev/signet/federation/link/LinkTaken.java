package dev.signet.federation.link;

/**
 * A link was not made, because this person of a provider, or of a directory, is linked to
 * an account already.
 */
public final class LinkTaken extends Exception {

	/** Says so. */
	public LinkTaken() {
		super("This person is linked to an account");
	}

}
