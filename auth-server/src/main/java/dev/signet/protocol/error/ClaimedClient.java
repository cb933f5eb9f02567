package dev.signet.protocol.error;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Locale;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The client that a request says it comes from. Nothing of it is proved: it only tells in
 * whose record a refused request belongs.
 */
public final class ClaimedClient {

	/**
	 * A client id has no need to be longer, and a secret that came instead must not show.
	 */
	private static final int LONGEST_SHOWN = 24;

	private ClaimedClient() {
	}

	/** Its identifier, or null when the request names none or several. */
	static @Nullable String id(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && !request.getRequestURI().endsWith("/oauth2/authorize")) {
			return ofHeader(header);
		}
		String clientId = only(request, "client_id");
		String assertion = only(request, "client_assertion");
		return (clientId == null && assertion != null) ? claim(assertion, "sub") : clientId;
	}

	/** The identifier in an {@code Authorization} header, or null. */
	static @Nullable String ofHeader(@Nullable String header) {
		String[] parts = (header == null) ? new String[] { "" } : header.split(" ", 2);
		String value = (parts.length == 2) ? parts[1] : "";
		return switch (parts[0].toLowerCase(Locale.ROOT)) {
			case "basic" -> basic(value);
			case "bearer" -> claim(value, "client_id");
			default -> null;
		};
	}

	/** As much of an identifier that nobody has as may be kept. */
	public static String shown(String clientId) {
		return (clientId.length() <= LONGEST_SHOWN) ? clientId
				: "%s... (%d characters)".formatted(clientId.substring(0, 8), clientId.length());
	}

	/** RFC 6749 §2.3.1. */
	private static @Nullable String basic(String credentials) {
		try {
			String decoded = new String(Base64.getDecoder().decode(credentials.trim()), StandardCharsets.UTF_8);
			int colon = decoded.indexOf(':');
			return (colon <= 0) ? null : URLDecoder.decode(decoded.substring(0, colon), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable String claim(String token, String name) {
		try {
			return JWTParser.parse(token.trim()).getJWTClaimsSet().getStringClaim(name);
		}
		catch (ParseException | RuntimeException ex) {
			// Anybody can send anything
			return null;
		}
	}

	private static @Nullable String only(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? values[0] : null;
	}

}
