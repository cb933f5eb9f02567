package dev.signet.protocol.token;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.client.ClientIssuances;
import dev.signet.web.JsonAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.util.Assert;

/**
 * Sends tokens (RFC 6749 §5.1), and counts that they were given. The framework's handler
 * takes a second off their lifetime.
 */
final class TokenAnswers implements AuthenticationSuccessHandler {

	private final ClientIssuances issuances;

	TokenAnswers(ClientIssuances issuances) {
		this.issuances = issuances;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException {
		OAuth2AccessTokenAuthenticationToken issued = (OAuth2AccessTokenAuthenticationToken) authentication;
		// What succeeded has one grant type, and one that is offered
		this.issuances.note(UUID.fromString(issued.getRegisteredClient().getId()),
				request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
		// RFC 6749 §5.1, beside the Cache-Control of every answer
		response.setHeader(HttpHeaders.PRAGMA, "no-cache");
		JsonAnswer.send(response, answer(issued));
	}

	private static Map<String, Object> answer(OAuth2AccessTokenAuthenticationToken issued) {
		OAuth2AccessToken accessToken = issued.getAccessToken();
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put(OAuth2ParameterNames.ACCESS_TOKEN, accessToken.getTokenValue());
		answer.put(OAuth2ParameterNames.TOKEN_TYPE, accessToken.getTokenType().getValue());
		answer.put(OAuth2ParameterNames.EXPIRES_IN, lifetime(accessToken).toSeconds());
		if (!accessToken.getScopes().isEmpty()) {
			answer.put(OAuth2ParameterNames.SCOPE, String.join(" ", accessToken.getScopes()));
		}
		if (issued.getRefreshToken() != null) {
			answer.put(OAuth2ParameterNames.REFRESH_TOKEN, issued.getRefreshToken().getTokenValue());
		}
		answer.putAll(issued.getAdditionalParameters());
		return answer;
	}

	private static Duration lifetime(OAuth2AccessToken accessToken) {
		Instant issuedAt = accessToken.getIssuedAt();
		Instant expiresAt = accessToken.getExpiresAt();
		Assert.state(issuedAt != null && expiresAt != null, "access tokens expire");
		return Duration.between(issuedAt, expiresAt);
	}

}
