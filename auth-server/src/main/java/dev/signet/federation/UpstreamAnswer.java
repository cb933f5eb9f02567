package dev.signet.federation;

import org.jspecify.annotations.Nullable;

/**
 * What came back from a provider, checked.
 *
 * @param flow the visit that it answers
 * @param provider the provider
 * @param person who it is
 * @param idToken the ID token as it came, of use only to sign out there
 * ({@code id_token_hint}); null from OAuth 2.0
 */
public record UpstreamAnswer(UpstreamFlow flow, Provider provider, UpstreamPerson person, @Nullable String idToken) {

	/** Without the token. */
	@Override
	public String toString() {
		return "UpstreamAnswer[" + this.flow + "]";
	}

}
