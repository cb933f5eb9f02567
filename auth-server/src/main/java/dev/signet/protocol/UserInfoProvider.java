package dev.signet.protocol;

import dev.signet.account.Account;
import dev.signet.token.AccessToken;
import dev.signet.token.UserClaims;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Answers userinfo requests (OpenID Connect Core 1.0 §5.3) from the account as it is now.
 * The framework's provider wants a stored access token and a stored ID token; we keep
 * neither.
 */
final class UserInfoProvider implements AuthenticationProvider {

	private final StandingTokens tokens;

	UserInfoProvider(StandingTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OidcUserInfoAuthenticationToken request = (OidcUserInfoAuthenticationToken) authentication;
		if (!(request.getPrincipal() instanceof JwtAuthenticationToken bearer)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
		}
		AccessToken token = AccessToken.of(bearer.getToken());
		// RFC 9068 §4: a token for an API is not one for us
		if (!token.audience().contains(token.issuer())) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
		}
		if (!token.scopes().contains(OidcScopes.OPENID)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INSUFFICIENT_SCOPE);
		}
		Account account = this.tokens.examine(token)
			.map(StandingTokens.StandingToken::account)
			.orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
		return new OidcUserInfoAuthenticationToken(bearer, new OidcUserInfo(UserClaims.of(account, token.scopes())));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OidcUserInfoAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
