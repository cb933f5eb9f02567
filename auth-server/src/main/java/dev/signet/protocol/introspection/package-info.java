/**
 * Whether a token still stands, and what a client or an API may know of it (RFC 7662, RFC
 * 9701). Other packages ask {@code StandingTokens}. Route: /oauth2/introspect.
 */
@NullMarked
package dev.signet.protocol.introspection;

import org.jspecify.annotations.NullMarked;
