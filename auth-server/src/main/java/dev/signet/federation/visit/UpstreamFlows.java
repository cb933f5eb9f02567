package dev.signet.federation.visit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.exchange.Discovery;
import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.exchange.Registrations;
import dev.signet.federation.exchange.UpstreamMetadata;
import dev.signet.federation.exchange.UpstreamPeople;
import dev.signet.federation.exchange.UpstreamPeople.Proved;
import dev.signet.federation.exchange.UpstreamRequests;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.visit.PostgresUpstreamFlows.Taken;
import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Visits to providers: each begins here with an authorization request (RFC 6749 §4.1.1,
 * with PKCE, RFC 7636) and ends, once, in the same browser, with its answer. No call
 * holds a database connection; whoever calls must not hold a transaction.
 */
@Component
public final class UpstreamFlows {

	/** How long a person may be away. */
	static final Duration LIFETIME = Duration.ofMinutes(10);

	/** How long a person waits in all, before they leave and when they are back. */
	static final Duration PATIENCE = Duration.ofSeconds(10);

	/** How much of it is for leaving: a document to read, which is mostly remembered. */
	private static final Duration PATIENCE_BEFORE = Duration.ofSeconds(5);

	private final Providers providers;

	private final PostgresUpstreamFlows rows;

	private final Discovery discovery;

	private final Registrations registrations;

	private final UpstreamRequests requests;

	private final UpstreamPeople people;

	private final ProviderHealth health;

	private final Clock clock;

	private final RandomText random = new RandomText();

	UpstreamFlows(Providers providers, PostgresUpstreamFlows rows, Discovery discovery, Registrations registrations,
			UpstreamRequests requests, UpstreamPeople people, ProviderHealth health, Clock clock) {
		this.providers = providers;
		this.rows = rows;
		this.discovery = discovery;
		this.registrations = registrations;
		this.requests = requests;
		this.people = people;
		this.health = health;
		this.clock = clock;
	}

	/**
	 * Begins a visit.
	 * @param provider the provider; one that is not enabled only to
	 * {@link FlowPurpose#TRY}
	 * @param purpose what it is for
	 * @param accountId who is signed in, for all but {@link FlowPurpose#SIGN_IN}
	 * @param pendingRequest the authorization request that waits meanwhile
	 * @param next the page of this server to go to afterwards
	 * @param remembered whether the person wants to stay signed in
	 * @param loginHint the address that the person typed, for the other side
	 * @param browser the digest of this browser's key
	 * @return where to send the browser
	 * @throws UpstreamFailed when the provider cannot be asked
	 */
	public URI begin(Provider provider, FlowPurpose purpose, @Nullable AccountId accountId,
			@Nullable UUID pendingRequest, @Nullable String next, boolean remembered, @Nullable String loginHint,
			byte[] browser) throws UpstreamFailed {
		return begin(provider, new UpstreamFlow(UUID.randomUUID(), provider.id(), purpose, accountId, pendingRequest,
				next, remembered), loginHint, false, browser);
	}

	/**
	 * Begins a visit to sign in, on which the provider is to ask anew who it is, if it
	 * can be asked to; whether it did, its answer says ({@code auth_time}) or not.
	 * @param provider the provider
	 * @param pendingRequest the authorization request that waits meanwhile
	 * @param next the page of this server to go to afterwards
	 * @param remembered whether the person wants to stay signed in
	 * @param loginHint the address that the person typed, for the other side
	 * @param needed whether only a sign-in over there of since now is to count
	 * @param browser the digest of this browser's key
	 * @return where to send the browser
	 * @throws UpstreamFailed when the provider cannot be asked
	 */
	public URI beginAfresh(Provider provider, @Nullable UUID pendingRequest, @Nullable String next, boolean remembered,
			@Nullable String loginHint, boolean needed, byte[] browser) throws UpstreamFailed {
		return begin(provider, new UpstreamFlow(UUID.randomUUID(), provider.id(), FlowPurpose.SIGN_IN, null,
				pendingRequest, next, remembered, needed ? this.clock.instant() : null), loginHint, true, browser);
	}

	private URI begin(Provider provider, UpstreamFlow flow, @Nullable String loginHint, boolean afresh, byte[] browser)
			throws UpstreamFailed {
		Deadline deadline = Deadline.in(PATIENCE_BEFORE);
		try {
			admit(provider, flow);
			UpstreamMetadata metadata = metadata(provider, deadline);
			String state = this.random.secret("");
			ClientRegistration registration = this.registrations.of(provider, metadata, null);
			OAuth2AuthorizationRequest request = this.requests.of(provider, metadata, registration, state, loginHint,
					afresh);
			Instant now = this.clock.instant();
			this.rows.insert(Sha256.of(state), flow, provider.version(), browser, deadline.used(), now,
					now.plus(LIFETIME));
			return URI.create(request.getAuthorizationRequestUri());
		}
		catch (UpstreamTrouble ex) {
			throw failed(ex, provider, flow);
		}
	}

	/**
	 * Takes an answer: once, in the browser that asked, within ten minutes. Then the code
	 * becomes tokens and the tokens a person.
	 * @param alias the alias in the address to which the answer came
	 * @param parameters the parameters of the answer
	 * @param browser the digest of this browser's key, if it has one
	 * @throws UpstreamFailed when there is no person; nothing was changed but that the
	 * visit is over
	 */
	public UpstreamAnswer finish(String alias, Map<String, String[]> parameters, Optional<byte[]> browser)
			throws UpstreamFailed {
		Provider provider = provider(alias);
		String state = UpstreamParameters.state(parameters).orElseThrow(() -> unknown(provider));
		Taken taken = browser.flatMap((key) -> this.rows.take(Sha256.of(state), provider.id(), key))
			.orElseThrow(() -> unknown(provider));
		UpstreamFlow flow = taken.flow();
		try {
			if (!this.clock.instant().isBefore(taken.expiresAt())) {
				throw UpstreamTrouble.of(FailureReason.EXPIRED, "The answer came after more than ten minutes.");
			}
			if (flow.purpose() == FlowPurpose.TRY && taken.providerVersion() != provider.version()) {
				throw UpstreamTrouble.of(FailureReason.EXPIRED, "The provider was changed meanwhile.");
			}
			admit(provider, flow);
			UpstreamParameters answer = answer(taken, parameters);
			answer.refuseError(provider);
			Deadline deadline = Deadline.in(PATIENCE.minus(taken.waited()));
			Proved proved = this.health.watched(provider.id(), () -> prove(provider, answer, state, deadline));
			admit(this.providers.find(provider.id()).orElseThrow(UpstreamFlows::removed), flow);
			return answer(flow, provider, proved);
		}
		catch (UpstreamTrouble ex) {
			throw failed(ex, provider, flow);
		}
	}

	/**
	 * Keeps an answer that came by a cross-site POST, which carries no cookie of ours
	 * (OAuth 2.0 Form Post Response Mode), until the browser fetches the page that it is
	 * sent to.
	 * @param alias the alias in the address to which the answer came
	 * @return where to send the browser, with nothing secret in it; that request is to be
	 * finished like any other
	 * @throws UpstreamFailed when no visit waits for this answer
	 */
	public URI keepPosted(String alias, Map<String, String[]> parameters) throws UpstreamFailed {
		Provider provider = provider(alias);
		String state = UpstreamParameters.state(parameters).orElseThrow(() -> unknown(provider));
		try {
			byte[] answer = UpstreamParameters.of(parameters).bytes();
			if (!this.rows.keepPosted(Sha256.of(state), provider.id(), answer, this.clock.instant())) {
				throw unknown(provider);
			}
		}
		catch (UpstreamTrouble ex) {
			throw failed(ex, provider, null);
		}
		return URI.create(this.registrations.redirectUri(alias) + "?state="
				+ URLEncoder.encode(state, StandardCharsets.US_ASCII));
	}

	/** Where a provider sends people back to, to be registered over there. */
	public URI redirectUri(String alias) {
		return URI.create(this.registrations.redirectUri(alias));
	}

	/** What is remembered tells nothing about the provider's health. */
	private UpstreamMetadata metadata(Provider provider, Deadline deadline) throws UpstreamTrouble {
		this.health.refuseIfOpen(provider.id());
		return this.discovery.remembers(provider) ? this.discovery.of(provider, deadline)
				: this.health.watched(provider.id(), () -> this.discovery.of(provider, deadline));
	}

	private Proved prove(Provider provider, UpstreamParameters answer, String state, Deadline deadline)
			throws UpstreamTrouble {
		UpstreamMetadata metadata = this.discovery.of(provider, deadline);
		answer.checkIssuer(provider, metadata);
		String code = answer.code();
		ClientRegistration registration = this.registrations.of(provider, metadata,
				this.providers.proof(provider, metadata.issuer()));
		return this.people.prove(provider, metadata, registration,
				this.requests.of(provider, metadata, registration, state, null, false), code, answer.all(), deadline);
	}

	/** Switched off meanwhile, it lets nobody in; also not while it was being asked. */
	private static void admit(Provider provider, UpstreamFlow flow) throws UpstreamTrouble {
		if (!provider.enabled() && flow.purpose() != FlowPurpose.TRY) {
			throw UpstreamTrouble.of(FailureReason.NOT_ALLOWED, "The provider is not enabled.");
		}
	}

	private static UpstreamTrouble removed() {
		return UpstreamTrouble.of(FailureReason.NOT_ALLOWED, "The provider was removed.");
	}

	private Provider provider(String alias) throws UpstreamFailed {
		return this.providers.findByAlias(alias)
			.orElseThrow(() -> new UpstreamFailed(FailureReason.WRONG_STATE, "There is no such provider.", null, null,
					null));
	}

	private static UpstreamParameters answer(Taken taken, Map<String, String[]> parameters) throws UpstreamTrouble {
		byte[] posted = taken.posted();
		return (posted != null) ? UpstreamParameters.of(posted) : UpstreamParameters.of(parameters);
	}

	/** Who tries a provider sees what came also when it makes nobody who is let in. */
	private static UpstreamAnswer answer(UpstreamFlow flow, Provider provider, Proved proved) throws UpstreamFailed {
		try {
			return new UpstreamAnswer(flow, provider, proved.person(provider), proved.idToken(), proved.endSession(),
					proved.granted());
		}
		catch (UpstreamTrouble ex) {
			UpstreamFailed failed = failed(ex, provider, flow);
			throw (flow.purpose() == FlowPurpose.TRY) ? failed.with(proved.claims()) : failed;
		}
	}

	private static UpstreamFailed unknown(Provider provider) {
		return new UpstreamFailed(FailureReason.WRONG_STATE,
				"The answer belongs to no visit of this browser, or to one that was answered before.", provider, null,
				null);
	}

	private static UpstreamFailed failed(UpstreamTrouble trouble, Provider provider, @Nullable UpstreamFlow flow) {
		return new UpstreamFailed(trouble.reason(), trouble.detail(), provider, flow, trouble);
	}

}
