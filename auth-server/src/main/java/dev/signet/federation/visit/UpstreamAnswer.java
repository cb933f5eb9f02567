package dev.signet.federation.visit;

import java.net.URI;
import java.util.Set;

import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a provider, checked.
 *
 * @param flow the visit that it answers
 * @param provider the provider
 * @param person who it is
 * @param idToken the ID token as it came, of use only to sign out there
 * ({@code id_token_hint}); null from OAuth 2.0
 * @param endSession where browsers sign out over there (OpenID Connect RP-Initiated
 * Logout 1.0 §2.1), or null when the provider names no such place
 * @param granted the scopes that the provider says it granted; null when it does not say,
 * which means all (RFC 6749 §5.1)
 */
public record UpstreamAnswer(UpstreamFlow flow, Provider provider, UpstreamPerson person, @Nullable String idToken,
		@Nullable URI endSession, @Nullable Set<String> granted) {

	/** Without the token. */
	@Override
	public String toString() {
		return "UpstreamAnswer[" + this.flow + "]";
	}

}
