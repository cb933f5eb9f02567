package dev.signet.web;

import java.io.IOException;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Ends a request with the common error page, in words of the caller's choice.
 */
public final class ErrorAnswer {

	private static final String KEY = ErrorAnswer.class.getName();

	private ErrorAnswer() {
	}

	/**
	 * Sends the error page, or its JSON form to a program.
	 * @param status the status, 400 to 599
	 * @param key a message key of the caller's bundle; {@code <key>.title} and
	 * {@code <key>.message} are shown. Without them, the common words of the status are.
	 */
	public static void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String key)
			throws IOException {
		request.setAttribute(KEY, key);
		response.sendError(status.value());
	}

	static @Nullable String key(ServletRequest request) {
		return (request.getAttribute(KEY) instanceof String key) ? key : null;
	}

}
