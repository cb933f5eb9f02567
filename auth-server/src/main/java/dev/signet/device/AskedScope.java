package dev.signet.device;

import dev.signet.client.Scope;

import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * One line of what a device asks for.
 *
 * @param name the scope
 * @param title what it is, in words
 * @param description what it lets the client do
 * @param allowed whether the person allowed it to the client before
 * @param required whether it cannot be left out
 */
record AskedScope(String name, String title, String description, boolean allowed, boolean required) {

	/** A line as the person sees it, of whom the scopes allowed before are known. */
	static AskedScope of(Scope scope, boolean allowed, boolean firstParty) {
		return new AskedScope(scope.name(), scope.title(), scope.description(), allowed,
				firstParty || scope.name().equals(OidcScopes.OPENID));
	}

}
