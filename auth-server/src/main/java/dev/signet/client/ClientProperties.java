package dev.signet.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.validation.annotation.Validated;

/**
 * Clients and API resources that the configuration declares. They are applied at each
 * start.
 *
 * @param declared clients to register or change. What is taken out of the list stays
 * registered as it is
 * @param resources API resources to register or change, with their scopes
 */
@Validated
@ConfigurationProperties("signet.client")
record ClientProperties(@DefaultValue List<@Valid DeclaredClient> declared,
		@DefaultValue List<@Valid DeclaredResource> resources) {

	/**
	 * A declared client.
	 *
	 * @param clientId the identifier that the client sends
	 * @param name shown to people; the client id when it is not given
	 * @param homeUri the app's own page
	 * @param logoUri its logo, shown to people by address
	 * @param policyUri how it treats what it learns of people
	 * @param tosUri its terms of service
	 * @param initiateLoginUri where others may start a sign-in to it
	 * @param authenticationMethod client_secret_basic, client_secret_post,
	 * private_key_jwt, or none for a public client
	 * @param jwks its public keys, a JWK Set as JSON
	 * @param jwksUri where it publishes its public keys, instead of jwks
	 * @param assertionAlgorithm how the client signs assertions, each way that is offered
	 * when not given
	 * @param requestObjectAlgorithm how the client signs request objects, or none; each
	 * way that is offered when not given
	 * @param secret at least 32 characters
	 * @param secretFile a file that holds the secret, instead of secret
	 * @param previousSecret a second secret that is accepted as well, while the client
	 * changes over
	 * @param previousSecretFile a file that holds the second secret
	 * @param previousSecretExpiresAt from when on the second secret is refused, as
	 * 2026-12-31T00:00:00Z; when not given, it is accepted as long as it is declared
	 * @param firstParty whether people are not asked for consent
	 * @param requirePkce whether the client must use PKCE
	 * @param redirectUris where answers may go, exactly
	 * @param postLogoutRedirectUris where the browser may go after a sign-out, exactly
	 * @param requestUris where the client publishes request objects, exactly
	 * @param scopes what the client may ask for
	 * @param grantTypes authorization_code, refresh_token, client_credentials,
	 * urn:ietf:params:oauth:grant-type:device_code,
	 * urn:ietf:params:oauth:grant-type:token-exchange
	 * @param exchangeAudiences the APIs for which the client may exchange tokens
	 * @param accessTokenLifetime of access tokens
	 * @param idTokenLifetime of ID tokens
	 * @param refreshTokenLifetime of an unused refresh token
	 * @param grantLifetime of everything issued under one authorization
	 * @param refreshGrace how long a rotated refresh token may be presented once more
	 * @param defaultMaxAge how old a proof of identity may be when a request does not say
	 * @param idTokenAlgorithm how ID tokens are signed
	 * @param accessTokenAlgorithm how access tokens are signed
	 * @param userInfoAlgorithm how userinfo answers are signed; not signed when not given
	 * @param introspectionAlgorithm how introspection answers are signed when asked for
	 * @param subjectType public or pairwise
	 * @param sectorIdentifierUri whose host names the sector of a pairwise client
	 * @param backchannelLogoutUri where the server reports a sign-out
	 * @param backchannelLogoutSessionRequired whether that report must name the session
	 * @param frontchannelLogoutUri where the browser reports a sign-out
	 * @param frontchannelLogoutSessionRequired whether that report must name the session
	 * @param claims what the client gets besides the standard claims
	 * @param secondFactor none, reported, or required: whether people must prove a second
	 * factor before the client gets anything for them
	 * @param defaultAcrValues which classes of sign-in the client wants when a request
	 * does not say, the most welcome first
	 * @param sessionIdle how long a session may have been left alone for the client
	 * @param sessionMaxAge how long ago the person may have signed in
	 */
	record DeclaredClient(@NotBlank String clientId, @Nullable String name, @Nullable URI homeUri,
			@Nullable URI logoUri, @Nullable URI policyUri, @Nullable URI tosUri, @Nullable URI initiateLoginUri,
			@DefaultValue("client_secret_basic") String authenticationMethod, @Nullable String jwks,
			@Nullable URI jwksUri, @Nullable String assertionAlgorithm, @Nullable String requestObjectAlgorithm,
			@Nullable String secret, @Nullable Path secretFile, @Nullable String previousSecret,
			@Nullable Path previousSecretFile, @Nullable Instant previousSecretExpiresAt,
			@DefaultValue("false") boolean firstParty, @DefaultValue("true") boolean requirePkce,
			@DefaultValue List<String> redirectUris, @DefaultValue List<String> postLogoutRedirectUris,
			@DefaultValue List<String> requestUris, @DefaultValue("openid") List<String> scopes, @DefaultValue( {
					"authorization_code", "refresh_token" }) List<String> grantTypes,
			@DefaultValue List<String> exchangeAudiences, @DefaultValue("5m") Duration accessTokenLifetime,
			@DefaultValue("10m") Duration idTokenLifetime, @DefaultValue("7d") Duration refreshTokenLifetime,
			@DefaultValue("30d") Duration grantLifetime, @DefaultValue("10s") Duration refreshGrace,
			@Nullable Duration defaultMaxAge, @DefaultValue("RS256") String idTokenAlgorithm,
			@DefaultValue("RS256") String accessTokenAlgorithm, @Nullable String userInfoAlgorithm,
			@DefaultValue("RS256") String introspectionAlgorithm, @DefaultValue("public") SubjectType subjectType,
			@Nullable URI sectorIdentifierUri, @Nullable URI backchannelLogoutUri,
			@DefaultValue("false") boolean backchannelLogoutSessionRequired, @Nullable URI frontchannelLogoutUri,
			@DefaultValue("false") boolean frontchannelLogoutSessionRequired,
			@DefaultValue List<@Valid DeclaredClaim> claims, @DefaultValue("none") SecondFactorNeed secondFactor,
			@DefaultValue List<String> defaultAcrValues, @Nullable Duration sessionIdle,
			@Nullable Duration sessionMaxAge){

		ClientDetails details() {
			String shown = Optional.ofNullable(this.name).orElse(this.clientId);
			return new ClientDetails(shown,
					new ClientPages(this.homeUri, this.logoUri, this.policyUri, this.tosUri, this.initiateLoginUri),
					ClientAuthenticationMethod.valueOf(this.authenticationMethod),
					new ClientKeys(this.jwks, this.jwksUri, this.assertionAlgorithm, this.requestObjectAlgorithm),
					this.firstParty, this.requirePkce, Set.copyOf(this.redirectUris),
					Set.copyOf(this.postLogoutRedirectUris), Set.copyOf(this.requestUris), Set.copyOf(this.scopes),
					Set.copyOf(this.grantTypes), Set.copyOf(this.exchangeAudiences),
					new ClientLifetimes(this.accessTokenLifetime, this.idTokenLifetime, this.refreshTokenLifetime,
							this.grantLifetime, this.refreshGrace, this.defaultMaxAge),
					new ClientAlgorithms(this.idTokenAlgorithm, this.accessTokenAlgorithm, this.userInfoAlgorithm,
							this.introspectionAlgorithm),
					new ClientSubject(this.subjectType, this.sectorIdentifierUri),
					new ClientLogout(this.backchannelLogoutUri, this.backchannelLogoutSessionRequired,
							this.frontchannelLogoutUri, this.frontchannelLogoutSessionRequired),
					this.claims.stream().map(DeclaredClaim::clientClaim).collect(Collectors.toSet()), this.secondFactor,
					this.defaultAcrValues, new ClientSession(this.sessionIdle, this.sessionMaxAge));
		}

		/** Without the secrets. */
		@Override
		public String toString() {
			return "declared client " + this.clientId;
		}

	}

	/**
	 * A claim that a client gets besides the standard ones.
	 *
	 * @param claim the claim as this server knows it
	 * @param name what the client calls it; the claim itself when it is not given
	 * @param format json, or text for several values in one text parted by blanks
	 * @param in where it stands: id_token, access_token, userinfo
	 */
	record DeclaredClaim(@NotBlank String claim, @Nullable String name, @DefaultValue("json") ClientClaim.Format format,
			@DefaultValue("id_token") List<ClaimPlace> in) {

		ClientClaim clientClaim() {
			return new ClientClaim(this.claim, Optional.ofNullable(this.name).orElse(this.claim), this.format,
					this.in.contains(ClaimPlace.ID_TOKEN), this.in.contains(ClaimPlace.ACCESS_TOKEN),
					this.in.contains(ClaimPlace.USERINFO));
		}

	}

	/** Where a claim can stand. */
	enum ClaimPlace {

		/** In ID tokens. */
		ID_TOKEN,
		/** In access tokens. */
		ACCESS_TOKEN,
		/** In userinfo answers. */
		USERINFO

	}

	/**
	 * A declared API.
	 *
	 * @param identifier what access tokens for it carry as their audience, an absolute
	 * URI
	 * @param name shown to people
	 * @param scopes what clients may ask of it. A scope taken out of the list is removed,
	 * also from clients
	 * @param clients the clients as which the API itself asks this server, by client id
	 */
	record DeclaredResource(@NotNull URI identifier, @NotBlank String name,
			@DefaultValue List<@Valid DeclaredScope> scopes, @DefaultValue List<String> clients) {
	}

	/**
	 * A declared scope of an API.
	 *
	 * @param name the scope, not one of the standard names
	 * @param title what it allows, as a short line for people
	 * @param description what that means; may be left out
	 */
	record DeclaredScope(@NotBlank String name, @NotBlank String title, @DefaultValue("") String description) {
	}

}
