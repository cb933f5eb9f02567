package dev.signet.demo.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Token;

/**
 * A JSON Web Token taken apart for people to read (RFC 7519 §3). The signature, without
 * which nobody can use it, is left out. Nothing is checked here: the ID token was checked
 * when it came, and the access token is not this app's to judge.
 *
 * @param header how it is signed
 * @param payload what it says
 * @param expires when it ends, in words
 * @param live whether that moment is still to come
 */
record DecodedToken(List<JsonText.Piece> header, List<JsonText.Piece> payload, String expires, boolean live) {

	static DecodedToken of(OAuth2Token token, Clock clock) {
		String[] parts = token.getTokenValue().split("\\.");
		Instant now = clock.instant();
		Instant expiresAt = token.getExpiresAt();
		boolean live = expiresAt == null || expiresAt.isAfter(now);
		if (parts.length != 3) {
			return new DecodedToken(JsonText.of("Not a JSON Web Token: only the server can read it."), List.of(),
					expiry(expiresAt, now), live);
		}
		return new DecodedToken(JsonText.of(decode(parts[0])), JsonText.of(decode(parts[1])), expiry(expiresAt, now),
				live);
	}

	private static String decode(String part) {
		return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
	}

	private static String expiry(@Nullable Instant expiresAt, Instant now) {
		if (expiresAt == null) {
			return "does not say when it ends";
		}
		return expiresAt.isAfter(now) ? "expires in " + Times.between(now, expiresAt)
				: "expired " + Times.between(expiresAt, now) + " ago";
	}

}
