package dev.signet.logout;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in at a provider that a session rests on.
 *
 * @param id names it
 * @param providerId where
 * @param issuer who says who it is
 * @param subject who it is over there
 * @param sid the session over there, or null when the provider names none
 * @param endSession where the browser can sign out over there, or null when it is not to
 * @param sealedIdToken the ID token, encrypted, for that sign-out; or null
 * @param beganAt when
 */
record UpstreamSession(UUID id, ProviderId providerId, String issuer, String subject, @Nullable String sid,
		@Nullable URI endSession, byte @Nullable [] sealedIdToken, Instant beganAt) {

	/** Without what names a person. */
	@Override
	public String toString() {
		return "UpstreamSession[id=" + this.id + "]";
	}

}
