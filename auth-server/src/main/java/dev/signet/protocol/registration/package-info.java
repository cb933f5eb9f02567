/**
 * Where clients register themselves and manage that (RFC 7591, RFC 7592): routes and
 * answers. The rules are those of {@code dev.signet.client}. Routes:
 * /connect/register/**.
 */
@NullMarked
package dev.signet.protocol.registration;

import org.jspecify.annotations.NullMarked;
