package dev.signet.client;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * All that can be changed about a client, apart from its secrets and whether it is
 * enabled. See {@link Client} for what each part means.
 *
 * @param name shown to people
 * @param homeUri the app's own page
 * @param authenticationMethod how it proves itself; {@code none} makes it public
 * @param firstParty whether it skips consent
 * @param requirePkce whether it must use PKCE
 * @param redirectUris exact
 * @param postLogoutRedirectUris exact
 * @param scopes what it may ask for
 * @param grantTypes the values of the grant types it may use
 * @param lifetimes of what is issued to it
 * @param idTokenAlgorithm how its ID tokens are signed
 * @param backchannelLogoutUri told by the server of a sign-out
 * @param frontchannelLogoutUri told by the browser of a sign-out
 */
record ClientDetails(String name, @Nullable URI homeUri, ClientAuthenticationMethod authenticationMethod,
		boolean firstParty, boolean requirePkce, Set<String> redirectUris, Set<String> postLogoutRedirectUris,
		Set<String> scopes, Set<String> grantTypes, ClientLifetimes lifetimes, SignatureAlgorithm idTokenAlgorithm,
		@Nullable URI backchannelLogoutUri, @Nullable URI frontchannelLogoutUri) {

	ClientDetails {
		redirectUris = inOrder(redirectUris);
		postLogoutRedirectUris = inOrder(postLogoutRedirectUris);
		scopes = inOrder(scopes);
		grantTypes = inOrder(grantTypes);
	}

	boolean publicClient() {
		return this.authenticationMethod.equals(ClientAuthenticationMethod.NONE);
	}

	boolean uses(AuthorizationGrantType grantType) {
		return this.grantTypes.contains(grantType.getValue());
	}

	private static Set<String> inOrder(Collection<String> values) {
		return Collections.unmodifiableSet(new TreeSet<>(values));
	}

}
