/**
 * What an app reads of a person with an access token (OpenID Connect Core 1.0 §5.3), and
 * how a bearer token is sent and refused there (RFC 6750). Route: /userinfo.
 */
@NullMarked
package dev.signet.protocol.userinfo;

import org.jspecify.annotations.NullMarked;
