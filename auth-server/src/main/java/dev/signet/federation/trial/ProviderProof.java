package dev.signet.federation.trial;

import java.time.Clock;
import java.time.Instant;

import dev.signet.federation.check.Checklists;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;

import org.springframework.stereotype.Component;

/**
 * What it takes to call a provider proved: a look at it in which nothing failed, and a
 * trial from which somebody came back, both of this very version and within the hour. In
 * whichever order they come, the second one proves it.
 */
@Component
public final class ProviderProof {

	private final Checklists checklists;

	private final PostgresTrials trials;

	private final Providers providers;

	private final Clock clock;

	ProviderProof(Checklists checklists, PostgresTrials trials, Providers providers, Clock clock) {
		this.checklists = checklists;
		this.trials = trials;
		this.providers = providers;
		this.clock = clock;
	}

	/** Calls a version proved, if it is. */
	public void consider(ProviderId providerId, int version) {
		Instant since = this.clock.instant().minus(Trials.COUNTED);
		if (this.checklists.passed(providerId, version, since) && this.trials.exists(providerId, version, since)) {
			this.providers.proved(providerId, version);
		}
	}

}
