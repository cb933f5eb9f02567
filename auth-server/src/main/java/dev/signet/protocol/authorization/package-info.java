/**
 * The authorization endpoint (RFC 6749 §3.1): the rules for what a request may ask, a
 * class for each concern; the steps that a person may have to take before the answer; the
 * answer. Route: /oauth2/authorize.
 */
@NullMarked
package dev.signet.protocol.authorization;

import org.jspecify.annotations.NullMarked;
