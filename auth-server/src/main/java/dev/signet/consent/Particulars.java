package dev.signet.consent;

import java.util.Set;

/**
 * What an authorization request asks for besides scopes, and a person allows with it.
 *
 * @param resources the APIs to which access tokens are narrowed (RFC 8707 §2), empty for
 * all that the scopes open
 * @param idTokenClaims the claims asked for by name in ID tokens (OpenID Connect Core 1.0
 * §5.5)
 * @param userInfoClaims the claims asked for by name at the userinfo endpoint
 */
public record Particulars(Set<String> resources, Set<String> idTokenClaims, Set<String> userInfoClaims) {

	/** Nothing but scopes. */
	public static final Particulars NONE = new Particulars(Set.of(), Set.of(), Set.of());

	/** Copies what is given. */
	public Particulars {
		resources = Set.copyOf(resources);
		idTokenClaims = Set.copyOf(idTokenClaims);
		userInfoClaims = Set.copyOf(userInfoClaims);
	}

}
