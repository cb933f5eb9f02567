/**
 * Where devices begin, before a person is asked (RFC 8628 §3.1). The page for that person
 * is {@code dev.signet.device}. Route: /oauth2/device_authorization.
 */
@NullMarked
package dev.signet.protocol.device;

import org.jspecify.annotations.NullMarked;
