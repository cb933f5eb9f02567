package dev.signet.federation.settings;

import java.util.List;

/**
 * To whom a provider is offered. It decides what is shown and where an address leads; it
 * lets nobody in.
 *
 * @param domains the domains of addresses, in small letters, whose people use this
 * provider: it is shown to those only; empty for everybody
 * @param clientIds the clients at which it is shown; empty for all
 */
public record ProviderAudience(List<String> domains, List<String> clientIds) {

	/** Everybody, everywhere. */
	public static final ProviderAudience EVERYBODY = new ProviderAudience(List.of(), List.of());

	/** Takes copies of the lists. */
	public ProviderAudience {
		domains = List.copyOf(domains);
		clientIds = List.copyOf(clientIds);
	}

}
