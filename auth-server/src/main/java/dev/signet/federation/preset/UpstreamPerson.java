package dev.signet.federation.preset;

import java.util.Map;

import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * Somebody as a provider knows them. Who it is, is the pair of issuer and subject and
 * nothing else: an address can change hands.
 *
 * @param issuer the issuer; for OAuth 2.0, which has none, {@code signet:} and the alias
 * @param subject the name that never changes over there
 * @param email an address, well-formed, or null
 * @param emailVerified whether the provider says that the address is this person's;
 * whether that counts is {@link ProviderSettings#emailTrusted()}
 * @param claims all that came, of JSON values only; foreign text, to be shown as data
 * @param sid the session over there (OpenID Connect Back-Channel Logout 1.0 §2.1), or
 * null
 */
@NamedInterface("preset")
public record UpstreamPerson(String issuer, String subject, @Nullable String email, boolean emailVerified,
		Map<String, Object> claims, @Nullable String sid) {

	/** Tells no more than who it is. */
	@Override
	public String toString() {
		return "UpstreamPerson[" + this.issuer + "]";
	}

}
