package dev.signet.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the public internet from all others, by the special-purpose
 * registries of IANA (RFC 6890).
 */
final class PublicInternet {

	private static final List<Network> IPV4_SPECIAL = networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
			"127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
			"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

	/** RFC 4291 §2.4: all that is global unicast so far. */
	private static final Network IPV6_GLOBAL = Network.of("2000::/3");

	/** Among them: Teredo and other protocol assignments, documentation, 6to4. */
	private static final List<Network> IPV6_SPECIAL = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

	/** RFC 6052 §2.1: how a network with IPv6 only sees an IPv4 address. */
	private static final Network NAT64 = Network.of("64:ff9b::/96");

	private static final int IPV4_IN_NAT64 = 12;

	private PublicInternet() {
	}

	/**
	 * Whether an address is a public one. An IPv4 address inside an IPv6 one
	 * ({@code ::ffff:a.b.c.d}) has become an IPv4 address before it gets here.
	 */
	static boolean contains(InetAddress address) {
		if (address instanceof Inet4Address) {
			return none(IPV4_SPECIAL, address);
		}
		if (NAT64.contains(address)) {
			return contains(behindNat64(address));
		}
		return IPV6_GLOBAL.contains(address) && none(IPV6_SPECIAL, address);
	}

	private static InetAddress behindNat64(InetAddress address) {
		byte[] bytes = address.getAddress();
		try {
			return InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV4_IN_NAT64, bytes.length));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("Four bytes are an address", ex);
		}
	}

	private static boolean none(List<Network> networks, InetAddress address) {
		return networks.stream().noneMatch((network) -> network.contains(address));
	}

	private static List<Network> networks(String... networks) {
		return Stream.of(networks).map(Network::of).toList();
	}

}
