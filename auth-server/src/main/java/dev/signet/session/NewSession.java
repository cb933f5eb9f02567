package dev.signet.session;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A session with the one chance to see its cookie value: only a digest of it is stored.
 *
 * @param sessionId the session, known to clients as {@code sid}
 * @param cookieValue what the browser must keep, 43 characters
 * @param cookieMaxAge how long the browser keeps it, or null for as long as it runs
 */
public record NewSession(UUID sessionId, String cookieValue, @Nullable Duration cookieMaxAge) {

	/** Without the cookie value: this text may end up in a log. */
	@Override
	public String toString() {
		return "NewSession[sessionId=" + this.sessionId + "]";
	}

}
