/**
 * Where clients get tokens, and end them: what each grant demands before there are any
 * (RFC 6749 §3.2, RFC 7009, RFC 8628 §3.4, RFC 8693). What a token says is decided in
 * {@code dev.signet.token}, single use in {@code dev.signet.grant}. Routes:
 * /oauth2/token, /oauth2/revoke.
 */
@NullMarked
package dev.signet.protocol.token;

import org.jspecify.annotations.NullMarked;
