package dev.signet.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests for one address, written as it is and in no other way: the matcher of filter
 * chains for busy endpoints, which parses nothing.
 *
 * @param path the address
 */
public record ExactPath(String path) implements RequestMatcher {

	@Override
	public boolean matches(HttpServletRequest request) {
		return this.path.equals(request.getRequestURI());
	}

}
