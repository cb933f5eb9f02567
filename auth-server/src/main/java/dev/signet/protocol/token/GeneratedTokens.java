package dev.signet.protocol.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.signet.client.Scopes;
import dev.signet.grant.GivenGrant;
import dev.signet.grant.Grant;
import dev.signet.grant.RefreshTokenGenerator;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.token.TokenBasis;
import dev.signet.token.TokenContents;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Has tokens made for the providers of our grants.
 */
final class GeneratedTokens {

	private final TokenContents contents;

	private final RefreshTokenGenerator refreshTokens;

	private final Scopes scopes;

	GeneratedTokens(TokenContents contents, RefreshTokenGenerator refreshTokens, Scopes scopes) {
		this.contents = contents;
		this.refreshTokens = refreshTokens;
		this.scopes = scopes;
	}

	/**
	 * The tokens of a grant, as they are answered: the refresh token only where the
	 * client may have one, the ID token where {@code openid} was granted.
	 * @param request what asks for them, of a client that has proved itself
	 * @param asked the scopes that the access token is to have, empty for all that are
	 * left of the grant
	 * @param nonce what the ID token must repeat, or null
	 * @throws OAuth2AuthenticationException when the grant does not allow it now
	 */
	OAuth2AccessTokenAuthenticationToken of(GivenGrant given, OAuth2AuthorizationGrantAuthenticationToken request,
			Set<String> asked, @Nullable String nonce) {
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.of(client);
		Grant grant = given.grant();
		Allowance allowance = Allowance.of(grant, caller, asked, this.scopes);
		TokenBasis basis = new TokenBasis(caller.getClientId(), allowance.scopes(), resources(request),
				new TokenBasis.Giver(given.person().orElseThrow(), grant.id(), allowance.particulars()));
		OAuth2AccessToken accessToken = this.contents.accessToken(basis, null);
		OAuth2RefreshToken refreshToken = caller.getAuthorizationGrantTypes()
			.contains(AuthorizationGrantType.REFRESH_TOKEN) ? refreshToken(request, caller) : null;
		Map<String, Object> more = new HashMap<>();
		if (allowance.granted().contains(OidcScopes.OPENID)) {
			more.put(OidcParameterNames.ID_TOKEN, this.contents.idToken(basis, nonce, accessToken));
		}
		return new OAuth2AccessTokenAuthenticationToken(caller, client, accessToken, refreshToken, more);
	}

	/** A token with which a client acts for itself. */
	OAuth2AccessToken ofClient(OAuth2AuthorizationGrantAuthenticationToken request, RegisteredClient caller,
			Set<String> scopes) {
		return this.contents.accessToken(new TokenBasis(caller.getClientId(), scopes, resources(request), null), null);
	}

	private OAuth2RefreshToken refreshToken(OAuth2AuthorizationGrantAuthenticationToken request,
			RegisteredClient caller) {
		Duration lifetime = caller.getTokenSettings().getRefreshTokenTimeToLive();
		return (request instanceof OAuth2RefreshTokenAuthenticationToken refresh)
				? this.refreshTokens.next(refresh.getRefreshToken(), lifetime) : this.refreshTokens.first(lifetime);
	}

	/** What has no value counts as left out (RFC 6749 §3.2). */
	private static Set<String> resources(OAuth2AuthorizationGrantAuthenticationToken request) {
		Object resource = request.getAdditionalParameters().get("resource");
		Set<String> resources = new LinkedHashSet<>();
		if (resource instanceof String[] several) {
			resources.addAll(Arrays.asList(several));
		}
		else if (resource instanceof String one) {
			resources.add(one);
		}
		resources.remove("");
		return resources;
	}

}
