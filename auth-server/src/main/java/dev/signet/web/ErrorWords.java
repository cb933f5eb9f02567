package dev.signet.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;

/**
 * What we say about an error: words for people from the message bundle, or a code for
 * programs. Nothing of the exception, the path or the container's own message is in it.
 *
 * @param title a heading
 * @param message what to do now
 */
record ErrorWords(String title, String message) {

	private static final String PREFIX = "web.error.";

	private static final String OTHER_CLIENT_ERROR = PREFIX + "other-client";

	private static final String SERVER_ERROR = PREFIX + "500";

	/**
	 * The words for a status.
	 * @param key the message key of better words, of which {@code .title} and
	 * {@code .message} are looked up
	 */
	static ErrorWords of(int status, @Nullable String key, MessageSource messages, Locale locale) {
		ErrorWords words = (key != null) ? find(key, messages, locale) : null;
		if (words == null) {
			words = find(PREFIX + status, messages, locale);
		}
		if (words == null) {
			words = find((status < 500) ? OTHER_CLIENT_ERROR : SERVER_ERROR, messages, locale);
		}
		if (words == null) {
			throw new IllegalStateException("The message bundle messages/web.properties is missing");
		}
		return words;
	}

	private static @Nullable ErrorWords find(String key, MessageSource messages, Locale locale) {
		String title = messages.getMessage(key + ".title", null, null, locale);
		String message = messages.getMessage(key + ".message", null, null, locale);
		return (title != null && message != null) ? new ErrorWords(title, message) : null;
	}

	/** The code for programs; those of RFC 6749 where it has one. */
	private static String code(int status) {
		return switch (status) {
			case 401 -> "unauthorized";
			case 403 -> "access_denied";
			case 404 -> "not_found";
			case 405 -> "method_not_allowed";
			case 406 -> "not_acceptable";
			case 413 -> "request_too_large";
			case 415 -> "unsupported_media_type";
			case 429 -> "too_many_requests";
			case 503 -> "temporarily_unavailable";
			default -> (status < 500) ? "invalid_request" : "server_error";
		};
	}

	/** The answer for programs. Neither part has a letter that JSON would escape. */
	static byte[] json(int status, String reference) {
		return "{\"error\":\"%s\",\"reference\":\"%s\"}".formatted(code(status), reference)
			.getBytes(StandardCharsets.UTF_8);
	}

	/** Whether a browser asks, which says so; programs often accept anything. */
	static boolean wantsPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
	}

}
