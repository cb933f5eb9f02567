package dev.signet.federation.look;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.Checklist;
import dev.signet.federation.check.Checklists;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.trial.ProviderProof;

import org.springframework.stereotype.Component;

/**
 * Looks whether a provider would work, as far as that can be told without a person, and
 * explains each line of what it found.
 */
@Component
public final class ProviderChecks {

	private final ProviderLooks looks;

	private final Checklists checklists;

	private final PostgresProviderWatches watches;

	private final ProviderWarnings warnings;

	private final ProviderProof proof;

	private final Clock clock;

	ProviderChecks(ProviderLooks looks, Checklists checklists, PostgresProviderWatches watches,
			ProviderWarnings warnings, ProviderProof proof, Clock clock) {
		this.looks = looks;
		this.checklists = checklists;
		this.watches = watches;
		this.warnings = warnings;
		this.proof = proof;
		this.clock = clock;
	}

	/**
	 * Looks now. It may be the last thing that was missing to prove the provider. It
	 * calls the provider, for twenty seconds at most, so no database connection may be
	 * held.
	 */
	public List<CheckLine> run(Provider provider) {
		Look look = this.looks.everything(provider);
		this.checklists.put(provider.id(), new Checklist(provider.version(), this.clock.instant(), look.lines()));
		if (!look.keys().isEmpty()) {
			// Whoever runs the checks sees the keys, and takes them for the right ones
			this.watches.learn(provider.id(), look.keys());
		}
		this.warnings.end(provider, look.lines());
		this.proof.consider(provider.id(), provider.version());
		return look.lines();
	}

	/** What the last look brought, at whichever version. */
	public Optional<Checklist> last(ProviderId id) {
		return this.checklists.find(id);
	}

}
