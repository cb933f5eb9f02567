package dev.signet.protocol.error;

import java.text.ParseException;
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
		if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
				&& !request.getRequestURI().endsWith("/oauth2/authorize")) {
			return ofHeader(request);
		}
		String clientId = only(request, "client_id");
		String assertion = only(request, "client_assertion");
		return (clientId == null && assertion != null) ? claim(assertion, "sub") : clientId;
	}

	/** The identifier in the {@code Authorization} header, or null. */
	static @Nullable String ofHeader(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		String[] parts = (header == null) ? new String[] { "" } : header.split(" ", 2);
		String value = (parts.length == 2) ? parts[1] : "";
		return switch (parts[0].toLowerCase(Locale.ROOT)) {
			case "basic" -> BasicCredentials.of(request)
				.flatMap(BasicCredentials::clientId)
				.filter((id) -> !id.isEmpty())
				.orElse(null);
			case "bearer" -> claim(value, "client_id");
			default -> null;
		};
	}

	/** As much of an identifier that nobody has as may be kept. */
	public static String shown(String clientId) {
		return (clientId.length() <= LONGEST_SHOWN) ? clientId
				: "%s... (%d characters)".formatted(clientId.substring(0, 8), clientId.length());
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
