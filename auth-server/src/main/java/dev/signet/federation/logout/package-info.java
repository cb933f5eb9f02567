/**
 * What a provider says of people who have signed out there (OpenID Connect Back-Channel
 * Logout 1.0 §2.6). Which sessions end is decided in {@code dev.signet.logout}.
 */
@NullMarked
@NamedInterface("logout")
package dev.signet.federation.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
