package dev.signet.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
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
	 * @param authenticationMethod client_secret_basic, client_secret_post, or none for a
	 * public client
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
	 * @param scopes what the client may ask for
	 * @param grantTypes authorization_code, refresh_token, client_credentials
	 * @param accessTokenLifetime of access tokens
	 * @param refreshTokenLifetime of an unused refresh token
	 * @param grantLifetime of everything issued under one authorization
	 * @param refreshGrace how long a rotated refresh token may be presented once more
	 * @param idTokenAlgorithm how ID tokens are signed; RS256
	 * @param backchannelLogoutUri where the server reports a sign-out
	 * @param frontchannelLogoutUri where the browser reports a sign-out
	 */
	record DeclaredClient(@NotBlank String clientId, @Nullable String name, @Nullable URI homeUri,
			@DefaultValue("client_secret_basic") String authenticationMethod, @Nullable String secret,
			@Nullable Path secretFile, @Nullable String previousSecret, @Nullable Path previousSecretFile,
			@Nullable Instant previousSecretExpiresAt, @DefaultValue("false") boolean firstParty,
			@DefaultValue("true") boolean requirePkce, @DefaultValue List<String> redirectUris,
			@DefaultValue List<String> postLogoutRedirectUris, @DefaultValue("openid") List<String> scopes,
			@DefaultValue( {
					"authorization_code", "refresh_token" }) List<String> grantTypes,
			@DefaultValue("5m") Duration accessTokenLifetime, @DefaultValue("7d") Duration refreshTokenLifetime,
			@DefaultValue("30d") Duration grantLifetime, @DefaultValue("10s") Duration refreshGrace,
			@DefaultValue("RS256") SignatureAlgorithm idTokenAlgorithm, @Nullable URI backchannelLogoutUri,
			@Nullable URI frontchannelLogoutUri){

		/** Without the secrets. */
		@Override
		public String toString() {
			return "declared client " + this.clientId;
		}

	}

	/**
	 * A declared API.
	 *
	 * @param identifier what access tokens for it carry as their audience, an absolute
	 * URI
	 * @param name shown to people
	 * @param scopes what clients may ask of it. A scope taken out of the list is removed,
	 * also from clients
	 */
	record DeclaredResource(@NotNull URI identifier, @NotBlank String name,
			@DefaultValue List<@Valid DeclaredScope> scopes) {
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
