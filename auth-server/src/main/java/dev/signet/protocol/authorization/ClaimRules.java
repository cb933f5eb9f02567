package dev.signet.protocol.authorization;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.client.Client;
import dev.signet.protocol.request.ClaimsParameter;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AuthenticationContext;
import dev.signet.token.UserClaims;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * Which claims asked for by name (OpenID Connect Core 1.0 §5.5) a client may have: those
 * opened by a scope that it is registered for. To the person they count as that scope: it
 * is shown on the consent page and must be allowed (docs/decisions/0012).
 */
final class ClaimRules {

	private ClaimRules() {
	}

	/**
	 * The claims that are asked for and may be had. A claim that may not is left out:
	 * §5.5.1 wants no error for it.
	 * @param allowed the scopes that the person has allowed for this very request, or
	 * null when nobody was asked
	 */
	static ClaimsParameter read(ProvedRequest request, Set<String> scopes, @Nullable Set<String> allowed) {
		String json = request.parameters().only("claims");
		if (json == null) {
			return ClaimsParameter.NONE;
		}
		ClaimsParameter claims = ClaimsParameter.parse(json)
			.orElseThrow(() -> request.refuse(Refusal.CLAIMS_MALFORMED));
		if (!scopes.contains(OidcScopes.OPENID)) {
			return ClaimsParameter.NONE;
		}
		List<String> essential = claims.essentialAcr();
		if (!essential.isEmpty() && AuthenticationContext.references().stream().noneMatch(essential::contains)) {
			throw request.refuse(RefusalError.of(Refusal.AUTHENTICATION_REQUIREMENTS_UNMET, String.join(" ", essential),
					String.join(" or ", AuthenticationContext.references())));
		}
		return new ClaimsParameter(mayHave(request.client(), claims.idToken(), allowed),
				mayHave(request.client(), claims.userInfo(), allowed), claims.subjects(), essential,
				claims.preferredAcr(), claims.authTime(), claims.values());
	}

	/** The scopes that a person must allow for these claims to be given. */
	static Set<String> scopes(ClaimsParameter claims) {
		return Stream.concat(claims.idToken().stream(), claims.userInfo().stream())
			.flatMap((name) -> UserClaims.scopeOf(name).stream())
			.collect(Collectors.toSet());
	}

	private static Set<String> mayHave(Client client, Set<String> names, @Nullable Set<String> allowed) {
		return names.stream()
			.filter((name) -> UserClaims.scopeOf(name)
				.filter((scope) -> client.scopes().contains(scope))
				.filter((scope) -> allowed == null || allowed.contains(scope))
				.isPresent())
			.collect(Collectors.toUnmodifiableSet());
	}

}
