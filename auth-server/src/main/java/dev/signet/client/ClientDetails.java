package dev.signet.client;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * All that can be changed about a client, apart from its secrets and whether it is
 * enabled. See {@link Client} for what each part means.
 *
 * @param name shown to people
 * @param pages its own pages
 * @param authenticationMethod how it proves itself; {@code none} makes it public
 * @param keys by which it signs, when it proves itself by a signature
 * @param firstParty whether it skips consent
 * @param requirePkce whether it must use PKCE
 * @param redirectUris exact
 * @param postLogoutRedirectUris exact
 * @param requestUris where it publishes request objects, exact
 * @param scopes what it may ask for
 * @param grantTypes the values of the grant types it may use
 * @param exchangeAudiences the APIs for which it may exchange tokens
 * @param lifetimes of what is issued to it
 * @param algorithms how that is signed
 * @param subject how people are named to it
 * @param logout how it learns of a sign-out
 * @param claims what it gets besides the standard claims
 * @param secondFactor whether people must prove a second factor for it
 * @param defaultAcrValues which classes of sign-in it wants when its request does not
 * say, the most welcome first
 * @param session how fresh a session must be for it
 */
record ClientDetails(String name, ClientPages pages, ClientAuthenticationMethod authenticationMethod, ClientKeys keys,
		boolean firstParty, boolean requirePkce, Set<String> redirectUris, Set<String> postLogoutRedirectUris,
		Set<String> requestUris, Set<String> scopes, Set<String> grantTypes, Set<String> exchangeAudiences,
		ClientLifetimes lifetimes, ClientAlgorithms algorithms, ClientSubject subject, ClientLogout logout,
		Set<ClientClaim> claims, SecondFactorNeed secondFactor, List<String> defaultAcrValues, ClientSession session) {

	ClientDetails {
		redirectUris = inOrder(redirectUris);
		postLogoutRedirectUris = inOrder(postLogoutRedirectUris);
		requestUris = inOrder(requestUris);
		scopes = inOrder(scopes);
		grantTypes = inOrder(grantTypes);
		exchangeAudiences = inOrder(exchangeAudiences);
		claims = Set.copyOf(claims);
		defaultAcrValues = List.copyOf(defaultAcrValues);
	}

	boolean publicClient() {
		return this.authenticationMethod.equals(ClientAuthenticationMethod.NONE);
	}

	/** Whether it proves itself by a secret that both sides know. */
	boolean usesSecret() {
		return List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.contains(this.authenticationMethod);
	}

	boolean uses(AuthorizationGrantType grantType) {
		return this.grantTypes.contains(grantType.getValue());
	}

	private static Set<String> inOrder(Collection<String> values) {
		return Collections.unmodifiableSet(new TreeSet<>(values));
	}

}
