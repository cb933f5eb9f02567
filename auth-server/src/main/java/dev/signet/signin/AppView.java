package dev.signet.signin;

import java.net.URI;

import dev.signet.client.Client;
import org.jspecify.annotations.Nullable;

/**
 * What pages show of a client.
 *
 * @param name its name
 * @param host where it lives, or null when it has no web address
 */
public record AppView(String name, @Nullable String host) {

	/** What pages show of this client. */
	public static AppView of(Client client) {
		URI home = client.homeUri();
		return new AppView(client.name(), (home == null) ? null : home.getAuthority());
	}

}
