package dev.signet.demo.client;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Sends those who could not be signed in to a page that says why (OpenID Connect Core 1.0
 * §3.1.2.6).
 */
final class SignInFailures implements AuthenticationFailureHandler {

	private static final Logger logger = LoggerFactory.getLogger(SignInFailures.class);

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		SignInFailure failure = failure(exception);
		logger.info("Sign-in failed ({}): {}", failure, exception.getMessage());
		response.sendRedirect("/signin/failed?reason=" + failure.reason());
	}

	private static SignInFailure failure(AuthenticationException exception) {
		if (!(exception instanceof OAuth2AuthenticationException refused)) {
			return SignInFailure.REFUSED;
		}
		return switch (refused.getError().getErrorCode()) {
			case OAuth2ErrorCodes.ACCESS_DENIED -> SignInFailure.DENIED;
			case "authorization_request_not_found", "invalid_state_parameter" -> SignInFailure.STALE;
			case "invalid_token_response", OAuth2ErrorCodes.SERVER_ERROR, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE ->
				SignInFailure.AWAY;
			default -> SignInFailure.REFUSED;
		};
	}

}
