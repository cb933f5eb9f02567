package dev.signet.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

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

	Client(UUID id, String clientId, boolean enabled, ClientDetails details, Instant createdAt, Instant updatedAt) {
		this.id = id;
		this.clientId = clientId;
		this.enabled = enabled;
		this.details = details;
		this.createdAt = createdAt;
		this.updatedAt = updatedAt;
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
		return this.details.homeUri();
	}

	/** Whether the client cannot keep a secret and so has none (RFC 6749 §2.1). */
	public boolean publicClient() {
		return this.details.publicClient();
	}

	/** The one way in which it proves itself; {@code none} for a public client. */
	public ClientAuthenticationMethod authenticationMethod() {
		return this.details.authenticationMethod();
	}

	/** Where answers may go: exact strings, in alphabetical order. */
	public Set<String> redirectUris() {
		return this.details.redirectUris();
	}

	/** Where the browser may go after a sign-out: exact strings. */
	public Set<String> postLogoutRedirectUris() {
		return this.details.postLogoutRedirectUris();
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

	/** How its ID tokens are signed. */
	public SignatureAlgorithm idTokenAlgorithm() {
		return this.details.idTokenAlgorithm();
	}

	/** Where the server reports a sign-out (OpenID Connect Back-Channel Logout 1.0). */
	public @Nullable URI backchannelLogoutUri() {
		return this.details.backchannelLogoutUri();
	}

	/** Where the browser reports a sign-out (OpenID Connect Front-Channel Logout 1.0). */
	public @Nullable URI frontchannelLogoutUri() {
		return this.details.frontchannelLogoutUri();
	}

	/** When it was registered. */
	public Instant createdAt() {
		return this.createdAt;
	}

	/** When it was last changed. */
	public Instant updatedAt() {
		return this.updatedAt;
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
