package dev.signet.admin.web;

import java.time.Instant;

import dev.signet.federation.provider.RemovedProvider;

/**
 * A removed provider as pages show it.
 *
 * @param id the provider
 * @param name what people called it
 * @param alias its short name
 * @param preset the kind, as the name of its words
 * @param until until when it can be put back
 */
record RemovedView(String id, String name, String alias, String preset, Instant until) {

	static RemovedView of(RemovedProvider removed) {
		return new RemovedView(removed.provider().id().toString(), removed.provider().name(),
				removed.provider().alias(), removed.provider().preset().name(), removed.until());
	}

}
