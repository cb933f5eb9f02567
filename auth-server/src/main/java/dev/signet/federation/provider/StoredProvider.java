package dev.signet.federation.provider;

import org.jspecify.annotations.Nullable;

/**
 * A provider with its secret, as it is stored.
 *
 * @param provider the provider
 * @param secret its secret, encrypted, or null
 */
record StoredProvider(Provider provider, byte @Nullable [] secret) {

	@Override
	public String toString() {
		return "StoredProvider[" + this.provider.alias() + "]";
	}

}
