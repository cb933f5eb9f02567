package dev.signet.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the other side answered, whatever its status. A redirect is an answer like any
 * other and is not followed.
 *
 * @param status the HTTP status
 * @param contentType the value of the header as it came, or null
 * @param body the body, within the limit of the call
 * @param sentAt what time it was there when the answer was sent (RFC 9110 §6.6.1), with
 * what it aged on the way in caches (RFC 9111 §5.1); null when it does not say
 */
public record OutboundAnswer(int status, @Nullable String contentType, byte[] body, @Nullable Instant sentAt) {

	/** One that does not say what time it was. */
	public OutboundAnswer(int status, @Nullable String contentType, byte[] body) {
		this(status, contentType, body, null);
	}

	/** The body as UTF-8, the encoding of JSON (RFC 8259 §8.1). */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

}
