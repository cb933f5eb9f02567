package dev.signet.grant;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An authorization code that somebody presents, as the database knows it.
 *
 * @param given the grant under it
 * @param binding what it is bound to
 * @param expiresAt when it expires
 * @param redeemedAt when it was redeemed, or null
 */
public record PresentedCode(GivenGrant given, CodeBinding binding, Instant expiresAt, @Nullable Instant redeemedAt) {

	/** The grant under it. */
	public Grant grant() {
		return this.given.grant();
	}

	/** Whether it has been redeemed, so that presenting it is a replay. */
	public boolean redeemed() {
		return this.redeemedAt != null;
	}

}
