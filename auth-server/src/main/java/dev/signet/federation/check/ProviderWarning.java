package dev.signet.federation.check;

import java.time.Instant;

import dev.signet.checklist.CheckLine;
import dev.signet.federation.provider.ProviderId;

import org.springframework.modulith.NamedInterface;

/**
 * Something about a provider that people use needs an administrator.
 *
 * @param providerId the provider
 * @param line what was found, with its cure, as in a checklist
 * @param since when it was first found
 */
@NamedInterface("check")
public record ProviderWarning(ProviderId providerId, CheckLine line, Instant since) {
}
