package dev.signet.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.Parameters;
import org.apache.tomcat.util.res.StringManager;
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

	static final int MAX_PARAMETERS = 200;

	/** The container tells this from what it cannot decode by its words only. */
	private static final String TOO_MANY = StringManager.getManager(Parameters.class)
		.getString("parameters.maxCountFail", MAX_PARAMETERS);

	/** RFC 1035 §2.3.4. */
	private static final int MAX_HOST_NAME = 253;

	private static final int MAX_PORT = 65535;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Unreadable reason = reason(request);
		if (reason == null) {
			chain.doFilter(request, response);
			return;
		}
		reason.noteIn(request);
		if (reason == Unreadable.BODY_COMPRESSED) {
			// RFC 9110 §12.5.3: tells which encodings would do
			response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		// The container has answered by itself when it could not read the body
		if (!response.isCommitted()) {
			response.sendError(reason.status());
		}
	}

	private @Nullable Unreadable reason(HttpServletRequest request) {
		if (request.getServerName().length() > MAX_HOST_NAME || request.getServerPort() > MAX_PORT) {
			return Unreadable.HOST;
		}
		if (request.getContentLengthLong() > MAX_BODY) {
			return Unreadable.BODY_TOO_LARGE;
		}
		if (isCompressed(request)) {
			return Unreadable.BODY_COMPRESSED;
		}
		Unreadable type = type(request.getContentType());
		return (type != null) ? type : parameters(request);
	}

	private boolean isCompressed(HttpServletRequest request) {
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		return encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity");
	}

	private @Nullable Unreadable type(@Nullable String contentType) {
		if (contentType == null) {
			return null;
		}
		if (contentType.trim().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
			return Unreadable.TYPE;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			return (!type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED) || type.getCharset() == null
					|| StandardCharsets.UTF_8.equals(type.getCharset())) ? null : Unreadable.CHARSET;
		}
		catch (InvalidMediaTypeException ex) {
			// Also a character set that nobody knows
			return Unreadable.TYPE;
		}
	}

	/** Reads the parameters here once, so that no later reader meets a bad one. */
	private @Nullable Unreadable parameters(HttpServletRequest request) {
		try {
			request.getParameterMap();
			return null;
		}
		catch (InvalidParameterException ex) {
			if (ex.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
				return Unreadable.BODY_TOO_LARGE;
			}
			return TOO_MANY.equals(ex.getMessage()) ? Unreadable.TOO_MANY_PARAMETERS : Unreadable.PARAMETERS_MALFORMED;
		}
	}

}
