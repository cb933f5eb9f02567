package dev.signet.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Asks a browser to come back later, in an answer whose page says so too.
 */
public final class RetryLater {

	private RetryLater() {
	}

	/**
	 * Writes the status and {@code Retry-After} (RFC 9110 §10.2.3).
	 * @param wait in whole seconds; less than one counts as one
	 */
	public static void say(HttpServletResponse response, HttpStatus status, Duration wait) {
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
	}

	/**
	 * The wait in minutes, for the words of the page: as many as are sure to be enough.
	 */
	public static long minutes(Duration wait) {
		return wait.plusSeconds(59).toMinutes();
	}

	/** The same in days. */
	public static long days(Duration wait) {
		return wait.plusDays(1).minusSeconds(1).toDays();
	}

}
