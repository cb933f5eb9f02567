package dev.signet.web;

import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Says more of an error than its status, at the addresses that it knows. It is asked when
 * an error reaches the container, and may remember it.
 */
public interface ErrorDetail {

	/**
	 * What a program reads in the place of the common words.
	 * @param request its parameters may be unreadable, and its own address is that of the
	 * error page
	 * @param path the path that was called
	 * @param reason why it was turned away unread, or null when something read it
	 */
	Optional<Map<String, Object>> of(HttpServletRequest request, String path, int status, @Nullable Unreadable reason);

}
