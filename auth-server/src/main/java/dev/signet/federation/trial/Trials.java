package dev.signet.federation.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.AccountId;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.trial.PostgresTrials.Row;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlow;
import dev.signet.key.MasterKey;
import dev.signet.key.MasterKeyUnusable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * What administrators saw when they tried providers. The claims are personal: they are
 * encrypted, and erased after a day at the latest.
 */
@Component
@NamedInterface("trial")
public final class Trials {

	/** How long a trial says that the provider works. */
	static final Duration COUNTED = Duration.ofHours(1);

	/** How long the claims are there to preview what becomes of them. */
	static final Duration KEPT = Duration.ofDays(1);

	private static final Logger logger = LoggerFactory.getLogger(Trials.class);

	private final PostgresTrials rows;

	private final MasterKey masterKey;

	private final ProviderProof proof;

	private final Clock clock;

	Trials(PostgresTrials rows, MasterKey masterKey, ProviderProof proof, Clock clock) {
		this.rows = rows;
		this.masterKey = masterKey;
		this.proof = proof;
		this.clock = clock;
	}

	/**
	 * Keeps what came back from a visit that an administrator made to try, in place of
	 * the one before by the same administrator. It may be the last thing that was missing
	 * to prove the provider.
	 * @throws IllegalArgumentException when the visit was for something else
	 */
	public void keep(UpstreamAnswer answer) {
		AccountId admin = answer.flow().accountId();
		if (answer.flow().purpose() != FlowPurpose.TRY || admin == null) {
			throw new IllegalArgumentException("That was no trial");
		}
		keep(answer.provider().id(), answer.provider().version(), admin, answer.person(), answer.granted(),
				this.clock.instant());
	}

	/**
	 * Keeps a trial.
	 * @param version the version of the provider that was tried
	 * @param granted the scopes that were granted, null when the provider does not say
	 */
	void keep(ProviderId providerId, int version, AccountId admin, UpstreamPerson person, @Nullable Set<String> granted,
			Instant at) {
		put(providerId, version, admin, TrialContent.of(person, granted, null), at);
		this.proof.consider(providerId, version);
	}

	/**
	 * Keeps what came back from a visit to try though it makes nobody who is let in, to
	 * be looked at. It proves nothing, and takes nothing from what another one proved.
	 * @return whether anything came
	 */
	public boolean keepRefused(UpstreamFailed failed) {
		Optional<AccountId> admin = failed.flow().map(UpstreamFlow::accountId);
		Optional<Provider> provider = failed.provider();
		if (failed.claims().isEmpty() || admin.isEmpty() || provider.isEmpty()) {
			return false;
		}
		UpstreamPerson nobody = new UpstreamPerson("", "", null, false, failed.claims().get(), null);
		put(provider.get().id(), provider.get().version(), admin.get(), TrialContent.of(nobody, null, failed.detail()),
				this.clock.instant());
		return true;
	}

	private void put(ProviderId providerId, int version, AccountId admin, TrialContent content, Instant at) {
		boolean refused = content.refused() != null;
		byte[] sealed = this.masterKey.encrypt(content.write(), Row.context(refused, providerId, admin));
		this.rows.put(new Row(providerId, admin, version, at, refused, sealed));
	}

	/** The last trial by anybody within the hour from which somebody came back. */
	public Optional<Trial> latest(ProviderId providerId) {
		return this.rows.newest(providerId, since(COUNTED)).flatMap(this::open);
	}

	/** The last trial by this administrator within the hour, whatever came back. */
	public Optional<Trial> latest(ProviderId providerId, AccountId admin) {
		return this.rows.newest(providerId, admin, since(COUNTED)).flatMap(this::open);
	}

	/**
	 * The claims that this administrator last saw within the day, to preview what becomes
	 * of them.
	 */
	public Optional<Map<String, Object>> lastSeenClaims(ProviderId providerId, AccountId admin) {
		return this.rows.newest(providerId, admin, since(KEPT))
			.flatMap(this::open)
			.map((trial) -> trial.person().claims());
	}

	/** Erases what is kept of a provider. */
	public void erase(ProviderId providerId) {
		this.rows.delete(providerId);
	}

	private Instant since(Duration duration) {
		return this.clock.instant().minus(duration);
	}

	/** After a change of the master key nothing is lost that cannot be tried again. */
	private Optional<Trial> open(Row row) {
		try {
			TrialContent content = TrialContent
				.read(this.masterKey.decrypt(row.sealed(), Row.context(row.refused(), row.providerId(), row.admin())));
			return Optional.of(new Trial(row.providerId(), row.version(), row.admin(), content.person(),
					content.refused(), content.granted(), content.whole(), row.at()));
		}
		catch (MasterKeyUnusable ex) {
			logger.info("A trial of provider {} was kept under another master key", row.providerId());
			return Optional.empty();
		}
	}

}
