package dev.signet.federation.provider;

/** There is no such provider, or none any more. */
public final class NoSuchProvider extends RuntimeException {

	NoSuchProvider(ProviderId id) {
		super("No provider " + id);
	}

}
