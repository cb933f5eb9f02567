package dev.signet.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The client while it is edited. Each change keeps the rules of its own; that the details
 * are fit at all was checked by {@link ClientRules} before.
 */
@Entity
@Table(name = "clients")
class StoredClient {

	@Id
	private UUID id;

	private String clientId;

	private String name;

	/** Null when no page is known: so the mapper shows a record without values. */
	@Embedded
	private @Nullable ClientPages pages;

	private String type;

	private String authenticationMethod;

	/** Null when it has no keys. */
	@Embedded
	private @Nullable ClientKeys keys;

	private boolean firstParty;

	private boolean requirePkce;

	private boolean enabled;

	private boolean declared;

	private boolean selfRegistered;

	private int accessTokenLifetimeSeconds;

	private int idTokenLifetimeSeconds;

	private int refreshTokenLifetimeSeconds;

	private int grantLifetimeSeconds;

	private int refreshGraceSeconds;

	private @Nullable Integer defaultMaxAgeSeconds;

	@Embedded
	private ClientAlgorithms algorithms;

	@Embedded
	private ClientSubject subject;

	@Embedded
	private ClientLogout logout;

	@Enumerated(EnumType.STRING)
	private SecondFactorNeed secondFactor;

	private List<String> defaultAcrValues;

	private @Nullable Integer sessionIdleSeconds;

	private @Nullable Integer sessionMaxAgeSeconds;

	private Instant createdAt;

	private Instant updatedAt;

	@Version
	private @Nullable Integer version;

	@ElementCollection
	@CollectionTable(name = "client_secrets", joinColumns = @JoinColumn(name = "client"))
	private Set<StoredSecret> secrets = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_redirect_uris", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "uri")
	private Set<String> redirectUris = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_post_logout_redirect_uris", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "uri")
	private Set<String> postLogoutRedirectUris = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_request_uris", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "uri")
	private Set<String> requestUris = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_scopes", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "scope")
	private Set<String> scopes = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_grant_types", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "grant_type")
	private Set<String> grantTypes = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_exchange_audiences", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "audience")
	private Set<String> exchangeAudiences = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_claims", joinColumns = @JoinColumn(name = "client"))
	private Set<ClientClaim> claims = new HashSet<>();

	@SuppressWarnings("NullAway.Init")
	protected StoredClient() {
	}

	@SuppressWarnings("NullAway.Init")
	StoredClient(String clientId, ClientDetails details, Instant now) {
		this.id = UUID.randomUUID();
		this.clientId = clientId;
		this.enabled = true;
		this.createdAt = now;
		this.updatedAt = now;
		write(details);
	}

	/** Takes over the details. Nothing happens when they are the same. */
	void change(ClientDetails details, Instant now) {
		if (!details.equals(details())) {
			write(details);
			this.updatedAt = now;
		}
	}

	/** Has these secrets and no others; those that stay keep their age. */
	void replaceSecrets(Collection<StoredSecret> wanted, Instant now) {
		boolean gone = this.secrets.removeIf((secret) -> wanted.stream().noneMatch(secret::sameAs));
		boolean added = false;
		for (StoredSecret secret : wanted) {
			if (this.secrets.stream().noneMatch(secret::sameAs)) {
				added |= this.secrets.add(secret);
			}
		}
		if (gone || added) {
			this.updatedAt = now;
		}
	}

	/** Stops the client at once; nothing of it is lost. */
	void disable(Instant now) {
		if (this.enabled) {
			this.enabled = false;
			this.updatedAt = now;
		}
	}

	/** Lets the client work again. */
	void enable(Instant now) {
		if (!this.enabled) {
			this.enabled = true;
			this.updatedAt = now;
		}
	}

	/** Remembers whether the configuration owns this client. */
	void declared(boolean declared) {
		this.declared = declared;
	}

	/** Remembers that it came by itself, so that nobody vouches for it. */
	void registeredItself() {
		this.selfRegistered = true;
	}

	String clientId() {
		return this.clientId;
	}

	/** The client as others may see it. */
	Client snapshot() {
		return new Client(this.id, this.clientId, this.enabled, details(), this.createdAt, this.updatedAt,
				this.selfRegistered);
	}

	private ClientDetails details() {
		return new ClientDetails(this.name, Objects.requireNonNullElse(this.pages, ClientPages.NONE),
				ClientAuthenticationMethod.valueOf(this.authenticationMethod),
				Objects.requireNonNullElse(this.keys, ClientKeys.NONE), this.firstParty, this.requirePkce,
				this.redirectUris, this.postLogoutRedirectUris, this.requestUris, this.scopes, this.grantTypes,
				this.exchangeAudiences, lifetimes(), this.algorithms, this.subject, this.logout, this.claims,
				this.secondFactor, this.defaultAcrValues,
				new ClientSession(duration(this.sessionIdleSeconds), duration(this.sessionMaxAgeSeconds)));
	}

	private ClientLifetimes lifetimes() {
		return new ClientLifetimes(Duration.ofSeconds(this.accessTokenLifetimeSeconds),
				Duration.ofSeconds(this.idTokenLifetimeSeconds), Duration.ofSeconds(this.refreshTokenLifetimeSeconds),
				Duration.ofSeconds(this.grantLifetimeSeconds), Duration.ofSeconds(this.refreshGraceSeconds),
				duration(this.defaultMaxAgeSeconds));
	}

	private void write(ClientDetails details) {
		this.name = details.name();
		this.pages = details.pages();
		this.type = details.publicClient() ? "public" : "confidential";
		this.authenticationMethod = details.authenticationMethod().getValue();
		this.keys = details.keys();
		this.firstParty = details.firstParty();
		this.requirePkce = details.requirePkce();
		write(details.lifetimes());
		this.algorithms = details.algorithms();
		this.subject = details.subject();
		this.logout = details.logout();
		this.secondFactor = details.secondFactor();
		this.defaultAcrValues = details.defaultAcrValues();
		this.sessionIdleSeconds = seconds(details.session().idle());
		this.sessionMaxAgeSeconds = seconds(details.session().maxAge());
		replace(this.redirectUris, details.redirectUris());
		replace(this.postLogoutRedirectUris, details.postLogoutRedirectUris());
		replace(this.requestUris, details.requestUris());
		replace(this.scopes, details.scopes());
		replace(this.grantTypes, details.grantTypes());
		replace(this.exchangeAudiences, details.exchangeAudiences());
		replace(this.claims, details.claims());
	}

	private void write(ClientLifetimes lifetimes) {
		this.accessTokenLifetimeSeconds = (int) lifetimes.accessToken().toSeconds();
		this.idTokenLifetimeSeconds = (int) lifetimes.idToken().toSeconds();
		this.refreshTokenLifetimeSeconds = (int) lifetimes.refreshToken().toSeconds();
		this.grantLifetimeSeconds = (int) lifetimes.grant().toSeconds();
		this.refreshGraceSeconds = (int) lifetimes.refreshGrace().toSeconds();
		this.defaultMaxAgeSeconds = seconds(lifetimes.defaultMaxAge());
	}

	private static @Nullable Duration duration(@Nullable Integer seconds) {
		return (seconds != null) ? Duration.ofSeconds(seconds) : null;
	}

	private static @Nullable Integer seconds(@Nullable Duration duration) {
		return (duration != null) ? (int) duration.toSeconds() : null;
	}

	private static <T> void replace(Set<T> stored, Set<T> wanted) {
		stored.retainAll(wanted);
		stored.addAll(wanted);
	}

}
