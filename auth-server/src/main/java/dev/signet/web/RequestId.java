package dev.signet.web;

import java.io.IOException;
import java.security.SecureRandom;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request a short random reference that stands in the answer, in each line of
 * the log ({@code requestId}) and on error pages, so that a person can read it out and an
 * operator finds the rest. It is always our own: one taken from outside could forge lines
 * in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestId extends OncePerRequestFilter {

	/** The response header that carries the reference. */
	public static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private static final String MDC_KEY = "requestId";

	/** 32 digits and letters that are not taken for one another when read aloud. */
	private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

	private static final int LENGTH = 10;

	private static final SecureRandom RANDOM = new SecureRandom();

	/** The reference of a request, given now when it has none yet. */
	public static String of(ServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String id) {
			return id;
		}
		String id = next();
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	private static String next() {
		byte[] random = new byte[LENGTH];
		RANDOM.nextBytes(random);
		StringBuilder id = new StringBuilder(LENGTH + 1);
		for (int i = 0; i < LENGTH; i++) {
			if (i == LENGTH / 2) {
				id.append('-');
			}
			id.append(ALPHABET[random[i] & (ALPHABET.length - 1)]);
		}
		return id.toString();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = of(request);
		response.setHeader(HEADER, id);
		MDC.put(MDC_KEY, id);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(MDC_KEY);
		}
	}

	/** The page that tells of an error belongs to the same request. */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

}
