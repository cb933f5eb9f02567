package dev.signet.federation.look;

import java.time.Clock;
import java.time.Instant;

import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.check.Check;
import dev.signet.federation.exchange.Discovery;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.trial.Trials;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Looks at providers, line by line, each for twenty seconds at most. It calls them, so no
 * database connection may be held.
 */
@Component
final class ProviderLooks {

	private final UpstreamHttp http;

	private final Discovery discovery;

	private final Providers providers;

	private final ClientProbe probe;

	private final Trials trials;

	private final WatchProperties properties;

	private final Clock clock;

	ProviderLooks(UpstreamHttp http, Discovery discovery, Providers providers, ClientProbe probe, Trials trials,
			WatchProperties properties, Clock clock) {
		this.http = http;
		this.discovery = discovery;
		this.providers = providers;
		this.probe = probe;
		this.trials = trials;
		this.properties = properties;
		this.clock = clock;
	}

	/** Looks at what everybody can see, and at the secret that is stored here. */
	Look published(Provider provider) {
		Lines lines = new Lines();
		LookBudget budget = new LookBudget(this.clock);
		ProviderLook look = new ProviderLook(provider, this.http, budget, lines);
		look.look();
		budget.tell(lines);
		lookAtSecret(provider, lines);
		return new Look(lines.all(), look.keys());
	}

	/** Looks besides whether the provider knows this server, and what it granted. */
	Look everything(Provider provider) {
		Lines lines = new Lines();
		LookBudget budget = new LookBudget(this.clock);
		ProviderLook look = new ProviderLook(provider, this.http, budget, lines);
		look.look();
		if (!lines.failed(Check.DISCOVERY, Check.ISSUER, Check.ENDPOINTS)) {
			this.discovery.learn(provider, look.document().members());
		}
		String proof = lookAtSecret(provider, lines);
		this.probe.look(provider, look.document(), proof, budget, lines);
		budget.tell(lines);
		new GrantedLook(provider, lines).look(this.trials.latest(provider.id()));
		return new Look(lines.all(), look.keys());
	}

	private @Nullable String lookAtSecret(Provider provider, Lines lines) {
		Instant now = this.clock.instant();
		return new SecretLook(provider, this.providers, lines).look(now, now.plus(this.properties.secretNotice()));
	}

}
