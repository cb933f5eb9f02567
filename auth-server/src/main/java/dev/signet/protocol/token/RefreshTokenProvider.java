package dev.signet.protocol.token;

import java.util.Objects;

import dev.signet.grant.PresentedRefreshToken;
import dev.signet.grant.RefreshTokens;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Gives new tokens for a refresh token, and the next one in its place (RFC 6749 §6, RFC
 * 9700 §4.14.2), to the client that was given it. Scopes may be fewer this time; the next
 * time all that were granted may be asked for again, as far as the client may have them.
 */
final class RefreshTokenProvider implements AuthenticationProvider {

	private final RefreshTokens refreshTokens;

	private final GeneratedTokens tokens;

	RefreshTokenProvider(RefreshTokens refreshTokens, GeneratedTokens tokens) {
		this.refreshTokens = refreshTokens;
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2RefreshTokenAuthenticationToken request = (OAuth2RefreshTokenAuthenticationToken) authentication;
		RegisteredClient caller = AuthenticatedClient.ofGrant(request);
		PresentedRefreshToken presented = this.refreshTokens.find(request.getRefreshToken());
		if (!presented.grant().clientId().toString().equals(caller.getId())) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT));
		}
		OAuth2AccessTokenAuthenticationToken answer = this.tokens.of(presented.given(), request, request.getScopes(),
				null);
		// Last, so that nothing is used up when a token cannot be made
		this.refreshTokens.rotate(presented, Objects.requireNonNull(answer.getRefreshToken()));
		return answer;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
