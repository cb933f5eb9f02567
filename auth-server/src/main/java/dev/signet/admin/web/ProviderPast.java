package dev.signet.admin.web;

import java.time.Instant;
import java.util.Map;

import dev.signet.account.AccountId;
import dev.signet.federation.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * What was set about a provider until somebody changed it.
 *
 * @param providerId the provider
 * @param version the version that it was
 * @param replacedAt until when
 * @param replacedBy who changed it; null when that account is gone
 * @param words what stood in the forms, by the names of their fields
 */
record ProviderPast(ProviderId providerId, int version, Instant replacedAt, @Nullable AccountId replacedBy,
		Map<String, String> words) {

	ProviderPast {
		words = Map.copyOf(words);
	}

}
