package dev.signet.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a client is used, a minute late at most.
 *
 * @param clientId the client
 * @param lastUsedAt when a request named it last, to the hour; null when none has since
 * that is noted
 * @param secrets its secrets, the oldest first
 * @param issued how often it got tokens, the newest day first
 */
public record ClientUse(String clientId, @Nullable Instant lastUsedAt, List<Secret> secrets, List<Issued> issued) {

	/**
	 * One of its secrets, without what would tell it.
	 *
	 * @param createdAt when it was added
	 * @param expiresAt from when on it is refused; null for never
	 * @param lastUsedAt when the client proved itself by it last, to the hour; null when
	 * it has not since that is noted
	 */
	public record Secret(Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt) {
	}

	/**
	 * How often it got tokens on a day.
	 *
	 * @param day the day (UTC)
	 * @param grantType how it got them
	 * @param count how often
	 */
	public record Issued(LocalDate day, String grantType, long count) {
	}

}
