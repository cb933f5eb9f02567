package dev.signet.protocol.token;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.signet.client.Scopes;
import dev.signet.consent.Particulars;
import dev.signet.grant.Grant;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.UserClaims;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * What a grant allows its client now. A scope that was taken from the client or from an
 * API since is left out, and with it the claims that it opens: what a person granted is
 * the most that a client can have, not a promise. All that is left is given unless the
 * request asks for less (RFC 6749 §6).
 *
 * @param granted the scopes that are left
 * @param scopes those that this request gets
 * @param particulars what it gets besides
 */
record Allowance(Set<String> granted, Set<String> scopes, Particulars particulars) {

	/**
	 * Decides for a request.
	 * @param asked the scopes that it asks for, empty for all that are left
	 * @throws OAuth2AuthenticationException when nothing is left, or not what is asked
	 * for
	 */
	static Allowance of(Grant grant, RegisteredClient caller, Set<String> asked, Scopes scopes) {
		check(asked, grant.scopes(), Refusal.SCOPE_NOT_GRANTED);
		Set<String> granted = scopes.stillOf(grant.scopes(), caller.getScopes());
		if (granted.isEmpty()) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.GRANTED_SCOPES_TAKEN, words(grant.scopes()),
					"some of: " + words(caller.getScopes())));
		}
		check(asked, granted, Refusal.SCOPE_NOT_REGISTERED);
		return new Allowance(granted, asked.isEmpty() ? granted : asked,
				particulars(grant.particulars(), asked.isEmpty() ? caller.getScopes() : asked));
	}

	private static void check(Set<String> asked, Set<String> possible, Refusal refusal) {
		if (!possible.containsAll(asked)) {
			throw new OAuth2AuthenticationException(RefusalError.of(refusal, words(asked), words(possible)));
		}
	}

	/**
	 * A claim asked for by name counts as its scope (docs/decisions/0012): it is left out
	 * where that is not registered, or not among the scopes that the request names.
	 */
	private static Particulars particulars(Particulars granted, Set<String> scopes) {
		return new Particulars(granted.resources(), claims(granted.idTokenClaims(), scopes),
				claims(granted.userInfoClaims(), scopes));
	}

	private static Set<String> claims(Set<String> names, Set<String> scopes) {
		return names.stream()
			.filter((name) -> UserClaims.scopeOf(name).filter(scopes::contains).isPresent())
			.collect(Collectors.toSet());
	}

	private static String words(Set<String> scopes) {
		return String.join(" ", new TreeSet<>(scopes));
	}

}
