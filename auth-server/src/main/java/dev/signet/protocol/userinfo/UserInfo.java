package dev.signet.protocol.userinfo;

import java.util.Map;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.EnabledAccount;
import dev.signet.client.Client;
import dev.signet.client.ClientClaim;
import dev.signet.protocol.introspection.StandingTokens;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AccessToken;
import dev.signet.token.OwnClaims;
import dev.signet.token.Subjects;
import dev.signet.token.UserClaims;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.stereotype.Component;

/**
 * What a token tells about a person (OpenID Connect Core 1.0 §5.3), from the account as
 * it is now.
 */
@Component
class UserInfo {

	private final StandingTokens tokens;

	private final Accounts accounts;

	private final Subjects subjects;

	UserInfo(StandingTokens tokens, Accounts accounts, Subjects subjects) {
		this.tokens = tokens;
		this.accounts = accounts;
		this.subjects = subjects;
	}

	/**
	 * Answers a token that was verified.
	 * @throws OAuth2AuthenticationException when it does not stand, or is for others
	 */
	Answer about(AccessToken token) {
		// RFC 9068 §4: a token for an API is not one for us
		if (!token.audience().contains(token.issuer())) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_FOR_OTHERS,
					String.join(" ", token.audience()), token.issuer()));
		}
		if (token.grantId() == null) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_WITHOUT_PERSON));
		}
		if (!token.scopes().contains(OidcScopes.OPENID)) {
			throw new OAuth2AuthenticationException(
					RefusalError.of(Refusal.SCOPE_OPENID_MISSING, String.join(" ", token.scopes()), OidcScopes.OPENID));
		}
		StandingTokens.StandingToken standing = this.tokens.examine(token)
			.orElseThrow(() -> new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_REVOKED)));
		EnabledAccount person = standing.person();
		if (person == null) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_WITHOUT_PERSON));
		}
		Account account = this.accounts.find(person)
			.filter(Account::enabled)
			.orElseThrow(() -> new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_REVOKED)));
		String subject = this.subjects.of(standing.client(), account.id());
		if (!subject.equals(token.subject())) {
			// Core 1.0 §5.3.2: that of the ID token, which knew the person by the old
			// name
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.ACCESS_TOKEN_REVOKED));
		}
		Map<String, Object> claims = UserClaims.of(account, token.scopes(), token.userInfoClaims());
		claims.putAll(OwnClaims.of(standing.client(), ClientClaim::inUserInfo, () -> account, token.scopes()));
		claims.put(StandardClaimNames.SUB, subject);
		return new Answer(standing.client(), claims);
	}

	/**
	 * An answer.
	 *
	 * @param client the client that asked
	 * @param claims what it may know
	 */
	record Answer(Client client, Map<String, Object> claims) {
	}

}
