package dev.signet.grant;

import java.time.Instant;

import dev.signet.session.LiveSession;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that somebody presents, as the database knows it.
 *
 * @param given the grant, and so the family
 * @param session the session under the grant, or null when it is over
 * @param generation its place in the family, from 0
 * @param issuedAt when it was issued
 * @param expiresAt when it expires unused
 */
public record PresentedRefreshToken(GivenGrant given, @Nullable LiveSession session, int generation, Instant issuedAt,
		Instant expiresAt) {

	/** The grant. */
	public Grant grant() {
		return this.given.grant();
	}

}
