package dev.signet.federation.provider;

/** A provider was not removed, because people still sign in with it. */
public final class ProviderInUse extends RuntimeException {

	ProviderInUse(ProviderId id) {
		super("Somebody is linked to provider " + id);
	}

}
