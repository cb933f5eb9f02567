package dev.signet.federation.trial;

import java.time.Instant;
import java.util.Set;

import dev.signet.account.AccountId;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.ProviderId;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * An administrator's visit to a provider of which nothing became.
 *
 * @param providerId the provider
 * @param version the version of the provider that was tried
 * @param admin who tried it
 * @param person who came back; without a name when it was refused
 * @param refused why what came makes nobody who is let in, in English; null when it makes
 * that person
 * @param granted the scopes that the provider said it granted; null when it did not say,
 * which means all (RFC 6749 §5.1)
 * @param whole whether all claims are here; very long ones are left out
 * @param at when
 */
@NamedInterface("trial")
public record Trial(ProviderId providerId, int version, AccountId admin, UpstreamPerson person,
		@Nullable String refused, @Nullable Set<String> granted, boolean whole, Instant at) {

	/** Tells nothing of the person. */
	@Override
	public String toString() {
		return "Trial[" + this.providerId + " version " + this.version + "]";
	}

}
