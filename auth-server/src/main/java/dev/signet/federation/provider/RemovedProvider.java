package dev.signet.federation.provider;

import java.time.Instant;

/**
 * A provider that an administrator has removed and can still put back.
 *
 * @param provider the provider as it was, switched off
 * @param removedAt when it was removed
 */
public record RemovedProvider(Provider provider, Instant removedAt) {

	/** Until when it can be put back. Then it is erased, with its secret. */
	public Instant until() {
		return this.removedAt.plus(Providers.KEPT_REMOVED);
	}

}
