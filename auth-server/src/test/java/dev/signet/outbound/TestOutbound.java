package dev.signet.outbound;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Calls from tests without a server around them. */
public final class TestOutbound {

	private TestOutbound() {
	}

	/**
	 * Calls that reach the public internet and what is named, such as {@code 127.0.0.1}.
	 */
	public static OutboundHttp allowing(String... addresses) {
		return new OutboundHttp(new OutboundProperties(List.of(addresses)));
	}

	/** Calls to this machine that only a patience of their own ends within a minute. */
	public static OutboundHttp patient() {
		Duration limit = Duration.ofMinutes(1);
		return new OutboundHttp(new AddressGuard(List.of("127.0.0.1")), InetAddress::getAllByName,
				new OutboundHttp.Limits(limit, limit, limit));
	}

	/** As {@link #allowing}, for other protocols. */
	public static OutboundSockets sockets(String... addresses) {
		return new OutboundSockets(new OutboundProperties(List.of(addresses)));
	}

}
