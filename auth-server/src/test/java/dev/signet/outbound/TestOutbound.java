package dev.signet.outbound;

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

	/** The same for other protocols. */
	public static OutboundSockets sockets(String... addresses) {
		return new OutboundSockets(new OutboundProperties(List.of(addresses)));
	}

}
