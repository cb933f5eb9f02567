package dev.signet.demo.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;

/**
 * Tokens that look right from outside. This app never checks an access token, so the
 * signature is made up.
 */
final class TestTokens {

	static final String SIGNATURE = "c2lnbmF0dXJlLXNob3VsZC1uZXZlci1iZS1zaG93bg";

	private TestTokens() {
	}

	static String jwt(String header, String payload) {
		return encode(header) + "." + encode(payload) + "." + SIGNATURE;
	}

	static OAuth2AccessToken accessToken(Instant issuedAt, Instant expiresAt) {
		return new OAuth2AccessToken(TokenType.BEARER,
				jwt("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", "{\"sub\":\"7b1f\",\"scope\":\"openid notes.read\"}"),
				issuedAt, expiresAt);
	}

	private static String encode(String part) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
	}

}
