package dev.signet.protocol;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Writes the errors of the userinfo endpoint (RFC 6750 §3, OpenID Connect Core 1.0
 * §5.3.3): in the challenge, and as JSON for people who debug.
 */
@Component
class BearerErrors implements AuthenticationEntryPoint, AuthenticationFailureHandler {

	private final OAuth2ErrorHttpMessageConverter converter = new OAuth2ErrorHttpMessageConverter();

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		commence(request, response, exception);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (!(exception instanceof OAuth2AuthenticationException refusal)) {
			// No token at all: RFC 6750 §3.1 wants no error code then
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"signet\"");
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
			return;
		}
		OAuth2Error error = new OAuth2Error(refusal.getError().getErrorCode(), sentence(refusal.getError()), null);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				"Bearer realm=\"signet\", error=\"%s\", error_description=\"%s\"".formatted(error.getErrorCode(),
						error.getDescription()));
		ServletServerHttpResponse output = new ServletServerHttpResponse(response);
		output.setStatusCode(status(refusal.getError()));
		this.converter.write(error, null, output);
		output.flush();
	}

	private static String sentence(OAuth2Error error) {
		return switch (error.getErrorCode()) {
			case OAuth2ErrorCodes.INSUFFICIENT_SCOPE -> "The token was not granted the scope openid";
			case OAuth2ErrorCodes.INVALID_REQUEST -> "The token must be sent once, in one place";
			default -> "The token is malformed, expired, revoked or not for this server";
		};
	}

	private static HttpStatus status(OAuth2Error error) {
		if (error instanceof BearerTokenError bearer) {
			return bearer.getHttpStatus();
		}
		return OAuth2ErrorCodes.INSUFFICIENT_SCOPE.equals(error.getErrorCode()) ? HttpStatus.FORBIDDEN
				: HttpStatus.UNAUTHORIZED;
	}

}
