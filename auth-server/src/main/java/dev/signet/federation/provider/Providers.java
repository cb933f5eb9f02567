package dev.signet.federation.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The upstream providers. What is read may be five seconds old; a change is announced to
 * all nodes, so mostly it is younger.
 */
@Component
public class Providers {

	/** How long a removed provider can be put back. */
	static final Duration KEPT_REMOVED = Duration.ofDays(30);

	private final PostgresProviders rows;

	private final ProviderCache cache;

	private final ProviderSecrets secrets;

	private final TransactionOperations transactions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Providers(PostgresProviders rows, ProviderCache cache, ProviderSecrets secrets, TransactionOperations transactions,
			ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.cache = cache;
		this.secrets = secrets;
		this.transactions = transactions;
		this.events = events;
		this.clock = clock;
	}

	/** All, by position and name. */
	public List<Provider> all() {
		return this.cache.all().stream().map(StoredProvider::provider).toList();
	}

	/** Those that people can sign in with, by position and name. */
	public List<Provider> enabled() {
		return all().stream().filter(Provider::enabled).toList();
	}

	/** The provider with this id. */
	public Optional<Provider> find(ProviderId id) {
		return all().stream().filter((provider) -> provider.id().equals(id)).findFirst();
	}

	/** The provider with this alias. */
	public Optional<Provider> findByAlias(String alias) {
		return all().stream().filter((provider) -> provider.alias().equals(alias)).findFirst();
	}

	/**
	 * Adds a provider, which nobody sees yet.
	 * @param secret the secret, or Apple's key; null or empty for none
	 * @throws ProviderRefused when it breaks rules; it tells all of them at once
	 */
	@Transactional(rollbackFor = ProviderRefused.class)
	public Provider add(String alias, Preset preset, ProviderSettings settings, @Nullable String secret, AccountId by)
			throws ProviderRefused {
		String typed = typed(secret);
		List<ProviderProblem> problems = new ArrayList<>(ProviderRules.ofAlias(alias));
		problems.addAll(ProviderRules.of(preset, settings, typed, false));
		refuse(problems);
		Instant now = Columns.now(this.clock);
		Provider provider = new Provider(ProviderId.random(), alias, preset, settings, ProviderState.HIDDEN,
				typed != null, 0, now, now, null);
		if (!this.rows.insert(new StoredProvider(provider, this.secrets.sealed(provider.id(), typed)))) {
			refuse(List.of(ProviderRules.problem("alias", "alias-taken")));
		}
		this.cache.announce();
		this.events.publishEvent(new ProviderAdded(provider.id(), alias, by));
		return provider;
	}

	/**
	 * Changes a provider. A change of where people are sent, or who this server is there,
	 * switches an enabled provider off until it is proved; other changes of what was
	 * proved leave it on and ask for a new proof.
	 * @param version the version that the administrator saw
	 * @param newSecret null or empty to keep the one that is stored
	 * @throws ProviderRefused when it breaks rules; it tells all of them at once
	 * @throws ProviderChangedMeanwhile when the version is not the stored one
	 * @throws NoSuchProvider when it is gone
	 */
	@Transactional(rollbackFor = ProviderRefused.class)
	public Provider change(ProviderId id, int version, ProviderSettings settings, @Nullable String newSecret,
			AccountId by) throws ProviderRefused {
		StoredProvider stored = this.rows.lock(id).orElseThrow(() -> new NoSuchProvider(id));
		Provider before = stored.provider();
		if (before.version() != version) {
			throw new ProviderChangedMeanwhile(id, version);
		}
		String typed = typed(newSecret);
		boolean keeps = keepsSecret(before.settings().client().authentication(), settings.client().authentication());
		List<ProviderProblem> problems = new ArrayList<>(
				ProviderRules.of(before.preset(), settings, typed, before.hasSecret() && keeps));
		problems.addAll(withLinks(before, settings));
		refuse(problems);
		byte[] secret = (typed != null) ? this.secrets.sealed(id, typed) : keeps ? stored.secret() : null;
		Provider after = changed(before, settings, typed != null, secret != null);
		this.rows.update(new StoredProvider(after, secret));
		this.cache.announce();
		this.events.publishEvent(new ProviderChanged(id, before.alias(), by, before.proved() && !after.proved(),
				before.enabled() && !after.enabled()));
		return after;
	}

	/**
	 * Notes that this version passed its checks and a trial; of another one nothing is
	 * noted.
	 */
	@Transactional
	public void proved(ProviderId id, int version) {
		if (this.rows.proved(id, version, Columns.now(this.clock))) {
			this.cache.announce();
		}
	}

	/**
	 * Switches a provider on. One that is on stays on.
	 * @throws NotProved when nothing has shown that it works as it is now
	 * @throws NoSuchProvider when it is gone
	 */
	@Transactional(rollbackFor = NotProved.class)
	public void enable(ProviderId id, AccountId by) throws NotProved {
		Provider provider = locked(id);
		if (!provider.enabled()) {
			if (!provider.proved()) {
				throw new NotProved(provider);
			}
			become(provider, ProviderState.ENABLED);
			this.events.publishEvent(new ProviderEnabled(id, provider.alias(), by));
		}
	}

	/**
	 * Switches a provider on although nothing shows that it works.
	 * @param typedAlias the alias, as the administrator typed it to mean it
	 * @throws IllegalArgumentException when it is another alias
	 * @throws NoSuchProvider when it is gone
	 */
	@Transactional
	public void enableUnproved(ProviderId id, String typedAlias, AccountId by) {
		Provider provider = locked(id);
		if (!provider.alias().equals(typedAlias)) {
			throw new IllegalArgumentException("That is the alias of another provider");
		}
		if (!provider.enabled()) {
			become(provider, ProviderState.ENABLED);
			this.events.publishEvent(new ProviderEnabledUnproved(id, provider.alias(), by));
		}
	}

	/**
	 * Switches a provider off. What is linked stays.
	 * @throws NoSuchProvider when it is gone
	 */
	@Transactional
	public void disable(ProviderId id, AccountId by) {
		Provider provider = locked(id);
		if (provider.enabled()) {
			become(provider, ProviderState.DISABLED);
			this.events.publishEvent(new ProviderDisabled(id, provider.alias(), by));
		}
	}

	/**
	 * Removes a provider: it is off, and for everybody but {@link #removed} as if it were
	 * gone. One that is gone stays gone.
	 * @throws ProviderInUse when somebody is linked
	 */
	@Transactional
	public void remove(ProviderId id, AccountId by) {
		Optional<StoredProvider> stored = this.rows.lock(id);
		if (stored.isEmpty()) {
			return;
		}
		if (this.rows.linked(id)) {
			throw new ProviderInUse(id);
		}
		this.rows.remove(id, Columns.now(this.clock));
		this.cache.announce();
		this.events.publishEvent(new ProviderRemoved(id, stored.get().provider().alias(), by));
	}

	/** Those that were removed and can be put back, the last one first. */
	public List<RemovedProvider> removed() {
		return this.rows.removed(this.clock.instant().minus(KEPT_REMOVED));
	}

	/**
	 * Puts a removed provider back as it was, with its secret, but switched off. Not to
	 * be called in a transaction: losing a race ends it.
	 * @return false when it cannot be put back any more, or another one has its alias
	 */
	public boolean putBack(ProviderId id, AccountId by) {
		try {
			return Boolean.TRUE.equals(this.transactions.execute((status) -> {
				Optional<String> alias = this.rows.putBack(id, this.clock.instant().minus(KEPT_REMOVED));
				alias.ifPresent((known) -> {
					this.cache.announce();
					this.events.publishEvent(new ProviderPutBack(id, known, by));
				});
				return alias.isPresent();
			}));
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * What proves this server at a provider now; null when nothing does.
	 * @param issuer the issuer of the provider
	 */
	public @Nullable String proof(Provider provider, String issuer) {
		return this.cache.all()
			.stream()
			.filter((stored) -> stored.provider().id().equals(provider.id()))
			.findFirst()
			.map((stored) -> this.secrets.proof(stored, issuer))
			.orElse(null);
	}

	private Provider changed(Provider before, ProviderSettings settings, boolean newSecret, boolean hasSecret) {
		boolean elsewhere = ProvedSettings.leadElsewhere(before.settings(), settings);
		boolean unproved = elsewhere || newSecret
				|| !ProvedSettings.of(before.settings()).equals(ProvedSettings.of(settings));
		ProviderState state = (elsewhere && before.enabled()) ? ProviderState.DISABLED : before.state();
		return new Provider(before.id(), before.alias(), before.preset(), settings, state, hasSecret,
				before.version() + 1, before.createdAt(), Columns.now(this.clock), unproved ? null : before.provedAt());
	}

	/**
	 * OAuth 2.0 has no issuer that tells one server's people from another's, so with
	 * links it must go on asking the same server for the same name.
	 */
	private List<ProviderProblem> withLinks(Provider before, ProviderSettings settings) {
		if (before.preset().openIdConnect() || !this.rows.linked(before.id())) {
			return List.of();
		}
		List<ProviderProblem> problems = new ArrayList<>();
		if (!Objects.equals(host(before.settings().endpoints().userinfo()), host(settings.endpoints().userinfo()))) {
			problems.add(ProviderRules.problem("endpoints.userinfo", "linked"));
		}
		if (!ProvedSettings.subjects(before.settings()).equals(ProvedSettings.subjects(settings))) {
			problems.add(ProviderRules.problem("mapping", "linked"));
		}
		return problems;
	}

	private static @Nullable String host(@Nullable URI uri) {
		return (uri != null) ? uri.getScheme() + "://" + uri.getAuthority() : null;
	}

	/** The secret of another kind of authentication is of no use. */
	private static boolean keepsSecret(UpstreamAuthentication before, UpstreamAuthentication after) {
		boolean wasKey = before == UpstreamAuthentication.APPLE_SECRET;
		return after.needsSecret() && wasKey == (after == UpstreamAuthentication.APPLE_SECRET);
	}

	private Provider locked(ProviderId id) {
		return this.rows.lock(id).orElseThrow(() -> new NoSuchProvider(id)).provider();
	}

	private void become(Provider provider, ProviderState state) {
		this.rows.state(provider.id(), state);
		this.cache.announce();
	}

	private static @Nullable String typed(@Nullable String secret) {
		return (secret == null || secret.isBlank()) ? null : secret.strip();
	}

	private static void refuse(List<ProviderProblem> problems) throws ProviderRefused {
		if (!problems.isEmpty()) {
			throw new ProviderRefused(problems);
		}
	}

}
