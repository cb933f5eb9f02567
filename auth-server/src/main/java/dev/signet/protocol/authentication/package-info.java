/**
 * How a client proves who it is (RFC 6749 §2.3, OpenID Connect Core 1.0 §9), at each
 * endpoint that it calls by itself. Knows nothing of what is asked there, not even of
 * codes: a verifier is looked at where its code is redeemed. Other packages learn who
 * calls from {@code AuthenticatedClient}, and by {@code ClientSignatures} whether a
 * client signed something.
 */
@NullMarked
package dev.signet.protocol.authentication;

import org.jspecify.annotations.NullMarked;
