package dev.signet.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * What a limit for each address counts: an IPv4 address itself, and of an IPv6 address
 * the first 64 bits, since whoever has one such address has all the others behind it.
 */
public final class Network {

	private static final int IPV6_BYTES = 16;

	private Network() {
	}

	/**
	 * The network of an address.
	 * @param ip an address in numbers, as the connection tells it
	 */
	public static String of(@Nullable String ip) {
		if (ip == null) {
			return "unknown";
		}
		String bare = ip.split("%", 2)[0];
		if (bare.indexOf(':') < 0) {
			return bare;
		}
		try {
			// Nothing is looked up: it has a colon, so it is numbers or it is refused
			InetAddress address = InetAddress.getByName(bare);
			byte[] bytes = address.getAddress();
			return (bytes.length == IPV6_BYTES) ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_BYTES / 2)) + "/64"
					: address.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
