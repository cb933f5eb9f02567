package dev.signet.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself, read and found to keep all rules.
 *
 * @param details what is registered
 * @param others what is kept to be told again as it came
 * @param clientId the {@code client_id} that a change must name, or null
 * @param clientSecret the {@code client_secret} that a change may name, or null
 */
record ReadMetadata(ClientDetails details, Map<String, Object> others, @Nullable String clientId,
		@Nullable String clientSecret) {

	/** Without the secret. */
	@Override
	public String toString() {
		return "metadata of " + this.details.name();
	}

}
