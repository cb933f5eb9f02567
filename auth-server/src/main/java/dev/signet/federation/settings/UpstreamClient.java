package dev.signet.federation.settings;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who this server is at a provider. The secret is not here: it goes in, and never out.
 *
 * @param clientId the identifier that the provider gave
 * @param authentication how this server proves to be that
 * @param secretExpiresAt when the secret ends over there, as far as an administrator
 * knows
 * @param appleTeam the identifier of the team at Apple, for {@code APPLE_SECRET}
 * @param appleKeyId the identifier of the key at Apple, for {@code APPLE_SECRET}
 */
public record UpstreamClient(String clientId, UpstreamAuthentication authentication, @Nullable Instant secretExpiresAt,
		@Nullable String appleTeam, @Nullable String appleKeyId) {

	/** One without anything special. */
	public static UpstreamClient of(String clientId, UpstreamAuthentication authentication) {
		return new UpstreamClient(clientId, authentication, null, null, null);
	}

}
