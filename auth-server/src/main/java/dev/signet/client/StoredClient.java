package dev.signet.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

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

	private @Nullable String homeUri;

	private String type;

	private String authenticationMethod;

	private boolean firstParty;

	private boolean requirePkce;

	private boolean enabled;

	private boolean declared;

	private int accessTokenLifetimeSeconds;

	private int refreshTokenLifetimeSeconds;

	private int grantLifetimeSeconds;

	private int refreshGraceSeconds;

	private String idTokenAlgorithm;

	private @Nullable String backchannelLogoutUri;

	private @Nullable String frontchannelLogoutUri;

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
	@CollectionTable(name = "client_scopes", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "scope")
	private Set<String> scopes = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "client_grant_types", joinColumns = @JoinColumn(name = "client"))
	@Column(name = "grant_type")
	private Set<String> grantTypes = new HashSet<>();

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

	String clientId() {
		return this.clientId;
	}

	/** The client as others may see it. */
	Client snapshot() {
		return new Client(this.id, this.clientId, this.enabled, details(), this.createdAt, this.updatedAt);
	}

	private ClientDetails details() {
		return new ClientDetails(this.name, uri(this.homeUri),
				ClientAuthenticationMethod.valueOf(this.authenticationMethod), this.firstParty, this.requirePkce,
				this.redirectUris, this.postLogoutRedirectUris, this.scopes, this.grantTypes,
				new ClientLifetimes(Duration.ofSeconds(this.accessTokenLifetimeSeconds),
						Duration.ofSeconds(this.refreshTokenLifetimeSeconds),
						Duration.ofSeconds(this.grantLifetimeSeconds), Duration.ofSeconds(this.refreshGraceSeconds)),
				SignatureAlgorithm.valueOf(this.idTokenAlgorithm), uri(this.backchannelLogoutUri),
				uri(this.frontchannelLogoutUri));
	}

	private void write(ClientDetails details) {
		this.name = details.name();
		this.homeUri = text(details.homeUri());
		this.type = details.publicClient() ? "public" : "confidential";
		this.authenticationMethod = details.authenticationMethod().getValue();
		this.firstParty = details.firstParty();
		this.requirePkce = details.requirePkce();
		this.accessTokenLifetimeSeconds = (int) details.lifetimes().accessToken().toSeconds();
		this.refreshTokenLifetimeSeconds = (int) details.lifetimes().refreshToken().toSeconds();
		this.grantLifetimeSeconds = (int) details.lifetimes().grant().toSeconds();
		this.refreshGraceSeconds = (int) details.lifetimes().refreshGrace().toSeconds();
		this.idTokenAlgorithm = details.idTokenAlgorithm().getName();
		this.backchannelLogoutUri = text(details.backchannelLogoutUri());
		this.frontchannelLogoutUri = text(details.frontchannelLogoutUri());
		replace(this.redirectUris, details.redirectUris());
		replace(this.postLogoutRedirectUris, details.postLogoutRedirectUris());
		replace(this.scopes, details.scopes());
		replace(this.grantTypes, details.grantTypes());
	}

	private static void replace(Set<String> stored, Set<String> wanted) {
		stored.retainAll(wanted);
		stored.addAll(wanted);
	}

	private static @Nullable URI uri(@Nullable String text) {
		return (text != null) ? URI.create(text) : null;
	}

	private static @Nullable String text(@Nullable URI uri) {
		return (uri != null) ? uri.toString() : null;
	}

}
