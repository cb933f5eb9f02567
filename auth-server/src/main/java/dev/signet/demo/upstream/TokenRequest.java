package dev.signet.demo.upstream;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

import dev.signet.secret.Sha256;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * A code that is to be redeemed (RFC 6749 §4.1.3), with the client's secret in the header
 * or among the parameters. What is missing is empty.
 */
record TokenRequest(String clientId, String secret, String grantType, String code, String redirectUri,
		String verifier) {

	private static final String BASIC = "Basic ";

	static TokenRequest of(HttpServletRequest request) {
		String header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
		String[] credentials = header.startsWith(BASIC) ? basic(header.substring(BASIC.length()))
				: new String[] { get(request, "client_id"), get(request, "client_secret") };
		return new TokenRequest(credentials[0], credentials[1], get(request, "grant_type"), get(request, "code"),
				get(request, "redirect_uri"), get(request, "code_verifier"));
	}

	/** Whether the verifier is the one of a challenge (RFC 7636 §4.6). */
	boolean answers(String challenge) {
		return challenge.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(this.verifier)));
	}

	private static String get(HttpServletRequest request, String name) {
		return Objects.requireNonNullElse(request.getParameter(name), "");
	}

	private static String[] basic(String encoded) {
		try {
			String text = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
			int colon = text.indexOf(':');
			return (colon < 0) ? new String[] { "", "" }
					: new String[] { decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)) };
		}
		catch (IllegalArgumentException ex) {
			return new String[] { "", "" };
		}
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
