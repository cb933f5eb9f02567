/**
 * What the server says of itself: the discovery documents and the key set, and for how
 * long others may keep them. Routes: /.well-known/openid-configuration,
 * /.well-known/oauth-authorization-server, /oauth2/jwks.
 */
@NullMarked
package dev.signet.protocol.metadata;

import org.jspecify.annotations.NullMarked;
