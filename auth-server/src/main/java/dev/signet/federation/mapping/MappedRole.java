package dev.signet.federation.mapping;

import java.time.Instant;

import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.settings.ClaimMapping;

/**
 * A role or a group that an account has because a provider says so.
 *
 * @param providerId who says so
 * @param kind what it is
 * @param name its name
 * @param givenAt since when
 */
record MappedRole(ProviderId providerId, ClaimMapping.Kind kind, String name, Instant givenAt) {
}
