package dev.signet.federation.provider;

/**
 * A provider was not switched on, because nothing has shown that it works as it is now.
 */
public final class NotProved extends Exception {

	NotProved(Provider provider) {
		super("Not proved since it was last changed: " + provider.alias());
	}

}
