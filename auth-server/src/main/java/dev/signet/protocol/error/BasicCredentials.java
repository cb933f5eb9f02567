package dev.signet.protocol.error;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * Client id and secret as they stand in a header for HTTP Basic (RFC 7617 §2), each still
 * encoded as a form value (RFC 6749 §2.3.1).
 *
 * @param encodedClientId what stands before the first colon, maybe nothing
 * @param encodedSecret what stands after it, maybe nothing
 */
public record BasicCredentials(String encodedClientId, String encodedSecret) {

	/** Any number of blanks may follow the scheme (RFC 9110 §11.4). */
	private static final Pattern HEADER = Pattern.compile("basic(?: +(\\S*) *)?", Pattern.CASE_INSENSITIVE);

	/** Whether a header is for HTTP Basic at all, well-formed or not. */
	public static boolean isSentWith(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return header != null && header.split(" ", 2)[0].equalsIgnoreCase("basic");
	}

	/** What a request carries, empty when that is nothing or malformed. */
	public static Optional<BasicCredentials> of(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		Matcher parts = HEADER.matcher((header == null) ? "" : header);
		if (!parts.matches() || parts.group(1) == null) {
			return Optional.empty();
		}
		try {
			String pair = new String(Base64.getDecoder().decode(parts.group(1)), StandardCharsets.UTF_8);
			int colon = pair.indexOf(':');
			return (colon < 0) ? Optional.empty()
					: Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** The client id, empty when its encoding is broken. */
	public Optional<String> clientId() {
		return decoded(this.encodedClientId);
	}

	/** The secret, empty when its encoding is broken. */
	public Optional<String> secret() {
		return decoded(this.encodedSecret);
	}

	private static Optional<String> decoded(String value) {
		try {
			return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Without the secret. */
	@Override
	public String toString() {
		return "credentials of " + this.encodedClientId;
	}

}
