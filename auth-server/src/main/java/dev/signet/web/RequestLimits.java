package dev.signet.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away, before anything reads it, what no page or endpoint of this server takes:
 * hosts that cannot be, big bodies, multipart, compressed bodies, forms in another
 * encoding than UTF-8, and parameters that cannot be decoded or are too many. Bodies
 * without a length are bounded by {@link TomcatLimits}; both limits are the same.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class RequestLimits extends OncePerRequestFilter {

	/** The longest body that is read, in bytes. */
	static final int MAX_BODY = 64 * 1024;

	/** RFC 1035 §2.3.4. */
	private static final int MAX_HOST_NAME = 253;

	private static final int MAX_PORT = 65535;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		int refusal = refusal(request);
		if (refusal == HttpServletResponse.SC_OK) {
			chain.doFilter(request, response);
			return;
		}
		if (isCompressed(request)) {
			// RFC 9110 §12.5.3: tells which encodings would do
			response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		// The container has answered by itself when it could not read the body
		if (!response.isCommitted()) {
			response.sendError(refusal);
		}
	}

	private int refusal(HttpServletRequest request) {
		if (request.getServerName().length() > MAX_HOST_NAME || request.getServerPort() > MAX_PORT) {
			return HttpServletResponse.SC_BAD_REQUEST;
		}
		if (request.getContentLengthLong() > MAX_BODY) {
			return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
		}
		if (isCompressed(request) || !isReadable(request.getContentType())) {
			return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
		}
		return parameters(request);
	}

	private boolean isCompressed(HttpServletRequest request) {
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity");
	}

	private boolean isReadable(@Nullable String contentType) {
		if (contentType == null) {
			return true;
		}
		if (contentType.trim().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
			return false;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			return !type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED) || type.getCharset() == null
					|| StandardCharsets.UTF_8.equals(type.getCharset());
		}
		catch (InvalidMediaTypeException ex) {
			// Also a character set that nobody knows
			return false;
		}
	}

	/** Reads the parameters here once, so that no later reader meets a bad one. */
	private int parameters(HttpServletRequest request) {
		try {
			request.getParameterMap();
			return HttpServletResponse.SC_OK;
		}
		catch (InvalidParameterException ex) {
			return ex.getErrorCode();
		}
	}

}
