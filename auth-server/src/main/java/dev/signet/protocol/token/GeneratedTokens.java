package dev.signet.protocol.token;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.signet.consent.Particulars;
import dev.signet.grant.GivenGrant;
import dev.signet.grant.Grant;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.session.SessionAuthentication;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.util.Assert;

/**
 * Has tokens made for the providers of our grants.
 */
final class GeneratedTokens {

	private static final OAuth2TokenType ID_TOKEN = new OAuth2TokenType(OidcParameterNames.ID_TOKEN);

	private final OAuth2TokenGenerator<OAuth2Token> generator;

	GeneratedTokens(OAuth2TokenGenerator<OAuth2Token> generator) {
		this.generator = generator;
	}

	/**
	 * The tokens of a grant, as they are answered: the refresh token only where the
	 * client may have one, the ID token where {@code openid} was granted.
	 * @param request what asks for them, of a client that has proved itself
	 * @param scopes what the access token is for, of what was granted
	 * @param nonce what the ID token must repeat, or null
	 */
	OAuth2AccessTokenAuthenticationToken of(GivenGrant given, OAuth2AuthorizationGrantAuthenticationToken request,
			Set<String> scopes, @Nullable String nonce) {
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.of(client);
		OAuth2Authorization authorization = authorization(given.grant(), caller, request.getGrantType(), nonce);
		DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
			.registeredClient(caller)
			.principal(new SessionAuthentication(given.person().orElseThrow()))
			.authorizationServerContext(AuthorizationServerContextHolder.getContext())
			.authorization(authorization)
			.authorizedScopes(scopes)
			.authorizationGrantType(request.getGrantType())
			.authorizationGrant(request);
		OAuth2AccessToken accessToken = accessToken(context);
		OAuth2RefreshToken refreshToken = caller.getAuthorizationGrantTypes()
			.contains(AuthorizationGrantType.REFRESH_TOKEN)
					? generate(context, OAuth2TokenType.REFRESH_TOKEN, OAuth2RefreshToken.class) : null;
		Map<String, Object> more = new HashMap<>();
		if (given.grant().scopes().contains(OidcScopes.OPENID)) {
			OAuth2Authorization beside = OAuth2Authorization.from(authorization).accessToken(accessToken).build();
			more.put(OidcParameterNames.ID_TOKEN,
					generate(context.authorization(beside), ID_TOKEN, Jwt.class).getTokenValue());
		}
		return new OAuth2AccessTokenAuthenticationToken(caller, client, accessToken, refreshToken, more);
	}

	/**
	 * What the framework's generator of JWTs wants to see of a grant, and what
	 * {@code TokenContents} reads.
	 */
	private static OAuth2Authorization authorization(Grant grant, RegisteredClient caller,
			AuthorizationGrantType grantType, @Nullable String nonce) {
		String person = grant.accountId().toString();
		return OAuth2Authorization.withRegisteredClient(caller)
			.id(grant.id().toString())
			.principalName(person)
			.authorizationGrantType(grantType)
			.attribute(Particulars.class.getName(), grant.particulars())
			// For the nonce; where it was sent is not asked
			.attribute(OAuth2AuthorizationRequest.class.getName(),
					OAuth2AuthorizationRequest.authorizationCode()
						.authorizationUri("/oauth2/authorize")
						.authorizationRequestUri("/oauth2/authorize")
						.clientId(caller.getClientId())
						.additionalParameters((nonce == null) ? Map.of() : Map.of(OidcParameterNames.NONCE, nonce))
						.build())
			// For sid and auth_time, which TokenContents knows better
			.token(new OidcIdToken("given", grant.createdAt(), grant.endsAt(), Map.of(IdTokenClaimNames.SUB, person)))
			.build();
	}

	/**
	 * An access token. Its scopes are those that it says it has: a {@code resource} may
	 * have left some out.
	 */
	OAuth2AccessToken accessToken(DefaultOAuth2TokenContext.Builder context) {
		Jwt token = generate(context, OAuth2TokenType.ACCESS_TOKEN, Jwt.class);
		String scope = token.getClaimAsString(OAuth2ParameterNames.SCOPE);
		return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(), token.getIssuedAt(),
				token.getExpiresAt(), (scope == null) ? Set.of() : new LinkedHashSet<>(List.of(scope.split(" "))));
	}

	private <T extends OAuth2Token> T generate(DefaultOAuth2TokenContext.Builder context, OAuth2TokenType tokenType,
			Class<T> type) {
		OAuth2Token token = this.generator.generate(context.tokenType(tokenType).build());
		Assert.state(type.isInstance(token), () -> "no " + type.getSimpleName() + " was made");
		return type.cast(token);
	}

}
