package dev.signet.federation.provider;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.key.MasterKey;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The secrets by which this server proves itself at providers, encrypted under the master
 * key and bound to their rows, so that none can be moved to another provider.
 */
@Component
final class ProviderSecrets {

	private final MasterKey masterKey;

	private final Clock clock;

	ProviderSecrets(MasterKey masterKey, Clock clock) {
		this.masterKey = masterKey;
		this.clock = clock;
	}

	/** A secret as it is stored; none stays none. */
	byte @Nullable [] sealed(ProviderId id, @Nullable String secret) {
		return (secret != null) ? this.masterKey.encrypt(secret.getBytes(StandardCharsets.UTF_8), context(id)) : null;
	}

	/**
	 * What proves this server now: the secret, or what is made of it.
	 * @param issuer the issuer of the provider
	 */
	@Nullable String proof(StoredProvider stored, String issuer) {
		byte[] sealed = stored.secret();
		if (sealed == null) {
			return null;
		}
		Provider provider = stored.provider();
		String secret = new String(this.masterKey.decrypt(sealed, context(provider.id())), StandardCharsets.UTF_8);
		UpstreamClient client = provider.settings().client();
		return (client.authentication() == UpstreamAuthentication.APPLE_SECRET)
				? AppleSecret.of(client, secret, issuer, this.clock.instant()) : secret;
	}

	private static String context(ProviderId id) {
		return "upstream_providers/" + id;
	}

}
