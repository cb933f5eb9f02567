package dev.signet.federation;

import java.time.Instant;

import dev.signet.federation.provider.ProviderId;

/**
 * Something about a provider that people use needs an administrator.
 *
 * @param providerId the provider
 * @param line what was found, with its cure, as in a checklist
 * @param since when it was first found
 */
public record ProviderWarning(ProviderId providerId, CheckLine line, Instant since) {
}
