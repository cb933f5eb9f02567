package dev.signet.federation.logout;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says, and has proved, of somebody who has signed out there.
 *
 * @param issuer who says so
 * @param subject who it is, or null when only a session is named
 * @param sid which session, or null for all of that person
 * @param tokenId names the notice, so that it counts once
 * @param goodUntil when the notice is too old to count
 */
public record UpstreamSignedOut(String issuer, @Nullable String subject, @Nullable String sid, String tokenId,
		Instant goodUntil) {

	/** Tells no more than who says so. */
	@Override
	public String toString() {
		return "UpstreamSignedOut[" + this.issuer + "]";
	}

}
