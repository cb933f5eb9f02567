package dev.signet.key;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The times in a JWT that somebody else made (RFC 7519 §2). They may be any number, and
 * Nimbus, which counts in milliseconds, lets those that are too large run over: the far
 * future becomes the past. So they are looked at before they are read as dates.
 */
public final class ClaimedTimes {

	private static final List<String> NAMES = List.of("exp", "nbf", "iat", "auth_time");

	/** The last second of the year 9999. */
	private static final double LAST = 253_402_300_799d;

	private ClaimedTimes() {
	}

	/**
	 * Whether all times are moments that a clock may show.
	 * @param claims as the JSON has them
	 */
	public static boolean areMoments(@Nullable Map<String, Object> claims) {
		return claims == null || NAMES.stream()
			.map(claims::get)
			.allMatch((time) -> !(time instanceof Number seconds) || Math.abs(seconds.doubleValue()) <= LAST);
	}

}
