package dev.signet.grant;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An authorization code that somebody presents, as the database knows it.
 *
 * @param given the grant under it
 * @param code what was kept with it
 * @param redeemedAt when it was redeemed, or null
 */
record PresentedCode(GivenGrant given, IssuedCode code, @Nullable Instant redeemedAt) {
}
