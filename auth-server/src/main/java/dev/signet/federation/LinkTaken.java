package dev.signet.federation;

/**
 * A link was not made, because this person of a provider is linked to an account already.
 */
public final class LinkTaken extends Exception {

	LinkTaken() {
		super("This person of the provider is linked to an account");
	}

}
