package dev.signet.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses may be called (server-side request forgery; RFC 7591 §5, OpenID Connect
 * Back-Channel Logout 1.0 §4): those of the public internet over TLS, and others only
 * where the operator says so. Looks at resolved addresses, never at names alone.
 */
final class AddressGuard {

	private static final Pattern ENDPOINT = Pattern
		.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]):[1-9][0-9]{0,4}");

	private final List<Network> networks = new ArrayList<>();

	private final Set<String> endpoints = new HashSet<>();

	/**
	 * Reads what the operator allows.
	 * @throws IllegalArgumentException when an entry is not understood
	 */
	AddressGuard(List<String> allowed) {
		for (String entry : allowed) {
			String lower = entry.strip().toLowerCase(Locale.ROOT);
			Network.parse(lower).ifPresentOrElse(this.networks::add, () -> {
				if (!ENDPOINT.matcher(lower).matches()) {
					throw new IllegalArgumentException("'" + entry
							+ "' is no network such as 10.1.0.0/16, no IP address, and no host:port such as app.internal:8443");
				}
				this.endpoints.add(lower);
			});
		}
	}

	/**
	 * Whether a connection may be made.
	 * @param host the name or literal in the address that is called
	 * @param address what it was resolved to
	 */
	boolean allows(Transport transport, String host, int port, InetAddress address) {
		if (this.endpoints.contains((host + ":" + port).toLowerCase(Locale.ROOT))) {
			return true;
		}
		boolean allowed = this.networks.stream().anyMatch((network) -> network.contains(address));
		return switch (transport) {
			case TLS -> allowed || PublicInternet.contains(address);
			case PLAIN -> allowed && address.isLoopbackAddress();
		};
	}

	/** How a connection is protected. */
	enum Transport {

		/** TLS with a trusted certificate. */
		TLS,

		/**
		 * None, which is for this machine itself, and for endpoints that the operator
		 * named one by one.
		 */
		PLAIN

	}

}
