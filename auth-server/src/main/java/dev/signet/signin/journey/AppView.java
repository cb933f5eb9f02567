package dev.signet.signin.journey;

import java.net.URI;

import dev.signet.client.Client;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * What pages show of a client.
 *
 * @param name its name
 * @param host where it lives, or null when it has no web address
 * @param homeUri the way back to it, or null
 * @param logoUri its logo, or null; never that of a client that registered itself, since
 * anybody can wear a known one
 * @param policyUri how it treats what it learns of people, or null
 * @param tosUri its terms of service, or null
 * @param selfRegistered whether nobody here vouches for its name
 */
@NamedInterface("journey")
public record AppView(String name, @Nullable String host, @Nullable URI homeUri, @Nullable URI logoUri,
		@Nullable URI policyUri, @Nullable URI tosUri, boolean selfRegistered) {

	/** What pages show of this client. */
	public static AppView of(Client client) {
		URI home = client.homeUri();
		return new AppView(client.name(), (home == null) ? null : home.getAuthority(), home,
				client.selfRegistered() ? null : client.logoUri(), client.policyUri(), client.tosUri(),
				client.selfRegistered());
	}

}
