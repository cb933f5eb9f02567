package dev.signet.protocol.userinfo;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EnabledAccount;
import dev.signet.client.ClientClaim;
import dev.signet.protocol.introspection.StandingTokens;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AccessToken;
import dev.signet.token.AccessTokenClaims;
import dev.signet.token.OwnClaims;
import dev.signet.token.Subjects;
import dev.signet.token.UserClaims;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Answers userinfo requests (OpenID Connect Core 1.0 §5.3) from the account as it is now.
 * The framework's provider wants a stored access token and a stored ID token; we keep
 * neither.
 */
final class UserInfoProvider implements AuthenticationProvider {

	private final StandingTokens tokens;

	private final Accounts accounts;

	private final Subjects subjects;

	UserInfoProvider(StandingTokens tokens, Accounts accounts, Subjects subjects) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.subjects = subjects;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OidcUserInfoAuthenticationToken request = (OidcUserInfoAuthenticationToken) authentication;
		if (!(request.getPrincipal() instanceof JwtAuthenticationToken bearer)) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_MISSING));
		}
		AccessToken token = AccessToken.of(bearer.getToken());
		// RFC 9068 §4: a token for an API is not one for us
		if (!token.audience().contains(token.issuer())) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_FOR_OTHERS,
					String.join(" ", token.audience()), token.issuer()));
		}
		if (!token.scopes().contains(OidcScopes.OPENID)) {
			throw new OAuth2AuthenticationException(
					RefusalError.of(Refusal.SCOPE_OPENID_MISSING, String.join(" ", token.scopes()), OidcScopes.OPENID));
		}
		StandingTokens.StandingToken standing = this.tokens.examine(token)
			.orElseThrow(() -> new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_REVOKED)));
		EnabledAccount person = standing.person();
		if (person == null) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_FOR_OTHERS));
		}
		Account account = this.accounts.find(person)
			.filter(Account::enabled)
			.orElseThrow(() -> new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_REVOKED)));
		Map<String, Object> claims = UserClaims.of(account, token.scopes(), askedByName(bearer));
		claims.putAll(OwnClaims.of(standing.client(), ClientClaim::inUserInfo, () -> account, token.scopes()));
		claims.put(StandardClaimNames.SUB, this.subjects.of(standing.client(), account.id()));
		return new OidcUserInfoAuthenticationToken(bearer, new OidcUserInfo(claims));
	}

	private static Set<String> askedByName(JwtAuthenticationToken bearer) {
		List<String> names = bearer.getToken().getClaimAsStringList(AccessTokenClaims.USERINFO_CLAIMS);
		return (names == null) ? Set.of() : Set.copyOf(names);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OidcUserInfoAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
