package dev.signet.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.signet.account.Account;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;

/**
 * Which claims about a person each scope opens (OpenID Connect Core 1.0 §5.4). Claims
 * without a value are left out.
 */
public final class UserClaims {

	private UserClaims() {
	}

	/**
	 * The claims about a person.
	 * @param account the person
	 * @param scopes the scopes of the access token
	 * @return the claims, {@code sub} always among them
	 */
	public static Map<String, Object> of(Account account, Set<String> scopes) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put(StandardClaimNames.SUB, account.id().toString());
		if (scopes.contains(OidcScopes.PROFILE)) {
			put(claims, StandardClaimNames.NAME, account.fullName());
			put(claims, StandardClaimNames.GIVEN_NAME, account.givenName());
			put(claims, StandardClaimNames.FAMILY_NAME, account.familyName());
			put(claims, StandardClaimNames.PREFERRED_USERNAME, account.username());
			put(claims, StandardClaimNames.LOCALE, account.locale());
			put(claims, StandardClaimNames.ZONEINFO, account.zoneinfo());
			put(claims, StandardClaimNames.UPDATED_AT, account.updatedAt().getEpochSecond());
		}
		if (scopes.contains(OidcScopes.EMAIL)) {
			put(claims, StandardClaimNames.EMAIL, account.emailAddress());
			put(claims, StandardClaimNames.EMAIL_VERIFIED, account.emailVerified());
		}
		if (scopes.contains("roles")) {
			put(claims, AccessTokenClaims.ROLES, account.roles().stream().sorted().toList());
		}
		return claims;
	}

	private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
		if (value != null) {
			claims.put(name, value);
		}
	}

}
