/**
 * What this server says to a provider, and what is proved by what the provider answers:
 * its document (OpenID Connect Discovery 1.0 §4), the requests, codes, ID tokens with
 * their keys, and the person (OpenID Connect Core 1.0 §3.1, §5.3). Leaves a provider
 * alone that is away, which is all that other modules see. Knows no browser and no
 * account.
 */
@NullMarked
package dev.signet.federation.exchange;

import org.jspecify.annotations.NullMarked;
