package dev.signet.federation.provider;

/**
 * A provider was not changed, because somebody else did so since it was read. Nothing is
 * overwritten unseen.
 */
public final class ProviderChangedMeanwhile extends RuntimeException {

	ProviderChangedMeanwhile(ProviderId id, int version) {
		super("Provider " + id + " is no longer at version " + version);
	}

}
