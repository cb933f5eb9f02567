package dev.signet.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A call for somebody who waits.
 *
 * @param method the method, such as {@code POST}
 * @param address where to
 * @param headers what to send beside the body
 * @param body what to send, or null
 * @param maxBytes the longest body of an answer that is taken
 * @param patience when it is over
 */
public record OutboundCall(String method, URI address, Map<String, String> headers, byte @Nullable [] body,
		int maxBytes, Duration patience) {
}
