package dev.signet.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * A relying party as it was when it was read: an app that sends people here to sign in,
 * or a service that gets tokens for itself (RFC 6749 §2, OpenID Connect Dynamic Client
 * Registration 1.0 §2). Immutable; it holds no secret.
 */
public final class Client {

	private final UUID id;

	private final String clientId;

	private final boolean enabled;

	private final ClientDetails details;

	private final Instant createdAt;

	private final Instant updatedAt;

	private final boolean selfRegistered;

	Client(UUID id, String clientId, boolean enabled, ClientDetails details, Instant createdAt, Instant updatedAt,
			boolean selfRegistered) {
		this.id = id;
		this.clientId = clientId;
		this.enabled = enabled;
		this.details = details;
		this.createdAt = createdAt;
		this.updatedAt = updatedAt;
		this.selfRegistered = selfRegistered;
	}

	/** What other tables refer to. Never changes and is never reused. */
	public UUID id() {
		return this.id;
	}

	/** The client identifier that it sends (RFC 6749 §2.2). */
	public String clientId() {
		return this.clientId;
	}

	/** The name that people see, at most 100 characters. */
	public String name() {
		return this.details.name();
	}

	/** The app's own page, https or on a loopback address, fit for a link. */
	public @Nullable URI homeUri() {
		return this.details.pages().homeUri();
	}

	/** Its logo; shown by address, never fetched by this server. */
	public @Nullable URI logoUri() {
		return this.details.pages().logoUri();
	}

	/** How it treats what it learns of people, fit for a link. */
	public @Nullable URI policyUri() {
		return this.details.pages().policyUri();
	}

	/** Its terms of service, fit for a link. */
	public @Nullable URI tosUri() {
		return this.details.pages().tosUri();
	}

	/** Where others may start a sign-in to it (OpenID Connect Core 1.0 §4). */
	public @Nullable URI initiateLoginUri() {
		return this.details.pages().initiateLoginUri();
	}

	/** Whether the client cannot keep a secret and so has none (RFC 6749 §2.1). */
	public boolean publicClient() {
		return this.details.publicClient();
	}

	/** The one way in which it proves itself; {@code none} for a public client. */
	public ClientAuthenticationMethod authenticationMethod() {
		return this.details.authenticationMethod();
	}

	/** Its public keys as a JWK Set (RFC 7517 §5), when they were given by value. */
	public @Nullable String jwks() {
		return this.details.keys().jwks();
	}

	/** Where it publishes its public keys, when they were given by reference. */
	public @Nullable URI jwksUri() {
		return this.details.keys().jwksUri();
	}

	/** The one algorithm by which it signs assertions; null for each that is offered. */
	public @Nullable String assertionAlgorithm() {
		return this.details.keys().assertionAlgorithm();
	}

	/**
	 * The one algorithm by which it signs request objects, or {@code none} (OpenID
	 * Connect Dynamic Client Registration 1.0 §2); null for each that is offered.
	 */
	public @Nullable String requestObjectAlgorithm() {
		return this.details.keys().requestObjectAlgorithm();
	}

	/** Where answers may go: exact strings, in alphabetical order. */
	public Set<String> redirectUris() {
		return this.details.redirectUris();
	}

	/** Where the browser may go after a sign-out: exact strings. */
	public Set<String> postLogoutRedirectUris() {
		return this.details.postLogoutRedirectUris();
	}

	/**
	 * Where it publishes request objects (OpenID Connect Core 1.0 §6.2): exact strings.
	 */
	public Set<String> requestUris() {
		return this.details.requestUris();
	}

	/** What it may ask for. */
	public Set<String> scopes() {
		return this.details.scopes();
	}

	/** The grant types it may use. */
	public Set<AuthorizationGrantType> grantTypes() {
		return this.details.grantTypes()
			.stream()
			.map(AuthorizationGrantType::new)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Whether it belongs to the operator, so that people are not asked for consent. */
	public boolean firstParty() {
		return this.details.firstParty();
	}

	/** Whether it must use PKCE (RFC 7636). Always true for a public client. */
	public boolean requirePkce() {
		return this.details.requirePkce();
	}

	/** Whether it may do anything at all. */
	public boolean enabled() {
		return this.enabled;
	}

	/** How long an access token lives, in whole seconds. */
	public Duration accessTokenLifetime() {
		return this.details.lifetimes().accessToken();
	}

	/** How long an unused refresh token lives, in whole seconds. */
	public Duration refreshTokenLifetime() {
		return this.details.lifetimes().refreshToken();
	}

	/** How long a grant lives, however often it is refreshed, in whole seconds. */
	public Duration grantLifetime() {
		return this.details.lifetimes().grant();
	}

	/** How long a rotated refresh token may be presented once more; zero for never. */
	public Duration refreshGrace() {
		return this.details.lifetimes().refreshGrace();
	}

	/** How long an ID token may be accepted at sign-in, in whole seconds. */
	public Duration idTokenLifetime() {
		return this.details.lifetimes().idToken();
	}

	/** How old a proof of identity may be when its request does not say. */
	public Optional<Duration> defaultMaxAge() {
		return Optional.ofNullable(this.details.lifetimes().defaultMaxAge());
	}

	/**
	 * The APIs, by their identifiers, for which it may exchange tokens (RFC 8693 §2.1).
	 */
	public Set<String> exchangeAudiences() {
		return this.details.exchangeAudiences();
	}

	/** How its ID tokens and logout tokens are signed (RFC 7518 §3.1). */
	public String idTokenAlgorithm() {
		return this.details.algorithms().idTokenAlgorithm();
	}

	/** How its access tokens are signed (RFC 7518 §3.1). */
	public String accessTokenAlgorithm() {
		return this.details.algorithms().accessTokenAlgorithm();
	}

	/** How its userinfo answers are signed; null when it wants plain JSON. */
	public @Nullable String userInfoAlgorithm() {
		return this.details.algorithms().userInfoAlgorithm();
	}

	/** How introspection answers are signed when it asks for that (RFC 9701). */
	public String introspectionAlgorithm() {
		return this.details.algorithms().introspectionAlgorithm();
	}

	/** How people are named to it (OpenID Connect Core 1.0 §8). */
	public SubjectType subjectType() {
		return this.details.subject().subjectType();
	}

	/** The address of its sector, if it has one of its own. */
	public @Nullable URI sectorIdentifierUri() {
		return this.details.subject().sectorIdentifierUri();
	}

	/**
	 * What stands for all clients to which a person has the same pairwise name (OpenID
	 * Connect Core 1.0 §8.1): the host that gets their answers, the host of a sector that
	 * they name, or this client alone.
	 */
	public String sector() {
		return ClientSector.of(this.clientId, this.details);
	}

	/** Whether people have the same names at this client as at another state of it. */
	boolean namesPeopleAs(Client other) {
		return subjectType() == other.subjectType()
				&& (subjectType() == SubjectType.PUBLIC || sector().equals(other.sector()));
	}

	/** What it gets besides the standard claims. */
	public Set<ClientClaim> claims() {
		return this.details.claims();
	}

	/** Where the server reports a sign-out (OpenID Connect Back-Channel Logout 1.0). */
	public @Nullable URI backchannelLogoutUri() {
		return this.details.logout().backchannelLogoutUri();
	}

	/** Whether people must prove a second factor before it gets anything for them. */
	public SecondFactorNeed secondFactor() {
		return this.details.secondFactor();
	}

	/**
	 * Which classes of sign-in it wants when its request does not say, the most welcome
	 * first.
	 */
	public List<String> defaultAcrValues() {
		return this.details.defaultAcrValues();
	}

	/**
	 * How long a session may have been left alone since the person signed in; empty for
	 * as long as the server allows.
	 */
	public Optional<Duration> sessionIdle() {
		return Optional.ofNullable(this.details.session().idle());
	}

	/**
	 * How long ago the person may have signed in, whatever a request says; empty for as
	 * long as the server allows.
	 */
	public Optional<Duration> sessionMaxAge() {
		return Optional.ofNullable(this.details.session().maxAge());
	}

	/** Whether that report must name the session. */
	public boolean backchannelLogoutSessionRequired() {
		return this.details.logout().backchannelLogoutSessionRequired();
	}

	/** Where the browser reports a sign-out (OpenID Connect Front-Channel Logout 1.0). */
	public @Nullable URI frontchannelLogoutUri() {
		return this.details.logout().frontchannelLogoutUri();
	}

	/** Whether that report must name issuer and session. */
	public boolean frontchannelLogoutSessionRequired() {
		return this.details.logout().frontchannelLogoutSessionRequired();
	}

	/**
	 * Whether it came by itself (RFC 7591), so that nobody here vouches for what it says
	 * of itself.
	 */
	public boolean selfRegistered() {
		return this.selfRegistered;
	}

	/** When it was registered. */
	public Instant createdAt() {
		return this.createdAt;
	}

	/** When it was last changed. */
	public Instant updatedAt() {
		return this.updatedAt;
	}

	ClientDetails details() {
		return this.details;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Client that && this.id.equals(that.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "client " + this.clientId;
	}

}
