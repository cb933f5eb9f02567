package dev.signet.outbound;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What the other side answered, whatever its status. A redirect is an answer like any
 * other and is not followed.
 *
 * @param status the HTTP status
 * @param contentType the value of the header as it came, or null
 * @param body the body, within the limit of the call
 */
public record OutboundAnswer(int status, @Nullable String contentType, byte[] body) {

	/** The body as UTF-8, the encoding of JSON (RFC 8259 §8.1). */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

}
