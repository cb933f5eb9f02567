package dev.signet.protocol;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Writes the errors that clients read: JSON with the standard code and a plain sentence
 * (RFC 6749 §5.2). Whatever was wrong with a client's authentication, the answer is the
 * same, byte for byte.
 */
@Component
class ProtocolErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private static final Log logger = LogFactory.getLog(ProtocolErrors.class);

	private static final Map<String, String> SENTENCES = Map.of(OAuth2ErrorCodes.INVALID_CLIENT,
			"Client authentication failed", OAuth2ErrorCodes.INVALID_GRANT,
			"The code or token is unknown, expired, used, revoked, or was given to somebody else",
			OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "This client is not registered for this grant",
			OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE, "This grant is not offered here", OAuth2ErrorCodes.INVALID_SCOPE,
			"A scope is asked for that was not granted or registered", OAuth2ErrorCodes.INVALID_REQUEST,
			"A parameter is missing, repeated or malformed");

	private final OAuth2ErrorHttpMessageConverter converter = new OAuth2ErrorHttpMessageConverter();

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		OAuth2Error error = (exception instanceof OAuth2AuthenticationException refusal) ? refusal.getError()
				: new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR);
		logger.info("Request to %s refused: %s (%s)".formatted(request.getRequestURI(), error.getErrorCode(),
				error.getDescription()));
		write(response, error);
	}

	/** Nobody authenticated at all. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		onAuthenticationFailure(request, response, (exception instanceof InsufficientAuthenticationException)
				? new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT) : exception);
	}

	void write(HttpServletResponse response, OAuth2Error error) throws IOException {
		String code = error.getErrorCode();
		HttpStatus status = status(code);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (status == HttpStatus.UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"signet\"");
		}
		ServletServerHttpResponse output = new ServletServerHttpResponse(response);
		output.setStatusCode(status);
		this.converter.write(new OAuth2Error(code, SENTENCES.get(code), null), null, output);
		output.flush();
	}

	private static HttpStatus status(String code) {
		return switch (code) {
			case OAuth2ErrorCodes.INVALID_CLIENT -> HttpStatus.UNAUTHORIZED;
			case OAuth2ErrorCodes.SERVER_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR;
			default -> HttpStatus.BAD_REQUEST;
		};
	}

}
