package dev.signet.protocol.userinfo;

import java.io.IOException;

import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
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
import org.springframework.stereotype.Component;

/**
 * Writes the errors of the userinfo endpoint (RFC 6750 §3, OpenID Connect Core 1.0
 * §5.3.3): in the challenge, and as JSON for people who debug.
 */
@Component
class BearerErrors implements AuthenticationEntryPoint {

	private final OAuth2ErrorHttpMessageConverter converter = new OAuth2ErrorHttpMessageConverter();

	private final RefusalRecorder recorder;

	BearerErrors(RefusalRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (!(exception instanceof OAuth2AuthenticationException refusal)) {
			// No token at all: RFC 6750 §3.1 wants no error code then
			this.recorder.record(request, RefusalError.of(Refusal.ACCESS_TOKEN_MISSING), null);
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"signet\"");
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
			return;
		}
		RefusalError named = named(refusal);
		OAuth2Error error = new OAuth2Error(refusal.getError().getErrorCode(),
				this.recorder.record(request, named, named.refusal().rule()), null);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				"Bearer realm=\"signet\", error=\"%s\", error_description=\"%s\"".formatted(error.getErrorCode(),
						error.getDescription()));
		ServletServerHttpResponse output = new ServletServerHttpResponse(response);
		output.setStatusCode(status(refusal.getError()));
		this.converter.write(error, null, output);
		output.flush();
	}

	/** The refusal by its name, also where the framework says no without one. */
	private static RefusalError named(OAuth2AuthenticationException exception) {
		if (exception.getError() instanceof RefusalError named) {
			return named;
		}
		return switch (exception.getError().getErrorCode()) {
			case OAuth2ErrorCodes.INVALID_REQUEST -> RefusalError.of(Refusal.ACCESS_TOKEN_TWICE);
			case OAuth2ErrorCodes.INVALID_TOKEN -> RefusalError.of(Refusal.ACCESS_TOKEN_FOREIGN);
			default -> RefusalError.other(exception.getError().getErrorCode());
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
