package dev.signet.protocol.error;

import java.io.IOException;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
 * Writes the errors that clients read: JSON with the standard code, a plain sentence (RFC
 * 6749 §5.2) and the reference of the request. Whatever was wrong with a client's
 * authentication, all but the reference is the same, byte for byte. What is wrong with a
 * code or token is told to a client that has proved itself by a secret. A code of another
 * client, with all else right, is just not known.
 */
@Component
public class ProtocolErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private static final String ANY_CLIENT_FAILURE = "Client authentication failed";

	private static final String ANY_GRANT_FAILURE = "The code or token is unknown, expired, used, revoked, or was given to somebody else";

	private final OAuth2ErrorHttpMessageConverter converter = new OAuth2ErrorHttpMessageConverter();

	private final RefusalNames names;

	private final RefusalRecorder recorder;

	ProtocolErrors(RefusalNames names, RefusalRecorder recorder) {
		this.names = names;
		this.recorder = recorder;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		OAuth2Error error = (exception instanceof OAuth2AuthenticationException refusal) ? refusal.getError()
				: new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR);
		RefusalError refusal = this.names.of(request, error);
		if (refusal.refusal() == Refusal.DEVICE_DECISION_PENDING) {
			// What nearly every poll hears: nothing is wrong, and nothing worth a record
			write(response, refusal.getErrorCode(), refusal.refusal().rule());
			return;
		}
		String description = this.recorder.record(request, refusal, sentence(request, refusal));
		write(response, refusal.getErrorCode(), description);
	}

	/** Nobody authenticated at all. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		onAuthenticationFailure(request, response,
				(exception instanceof InsufficientAuthenticationException)
						? new OAuth2AuthenticationException(RefusalError.of(Refusal.CLIENT_AUTHENTICATION_MISSING))
						: exception);
	}

	private String sentence(HttpServletRequest request, RefusalError refusal) {
		return switch (refusal.getErrorCode()) {
			case OAuth2ErrorCodes.INVALID_CLIENT -> ANY_CLIENT_FAILURE;
			case OAuth2ErrorCodes.INVALID_GRANT -> this.names.claimed(request)
				// The grant is looked at only after the secret
				.filter((client) -> !client.publicClient())
				.map((client) -> tellable(refusal.refusal()).rule())
				.orElse(ANY_GRANT_FAILURE);
			default -> refusal.sentence();
		};
	}

	/** That somebody else has a code or token is not for a client to know. */
	private static Refusal tellable(Refusal refusal) {
		return switch (refusal) {
			case CODE_OF_ANOTHER_CLIENT -> Refusal.CODE_UNKNOWN;
			case REFRESH_TOKEN_OF_ANOTHER_CLIENT -> Refusal.REFRESH_TOKEN_UNKNOWN;
			default -> refusal;
		};
	}

	private void write(HttpServletResponse response, String code, String description) throws IOException {
		HttpStatus status = status(code);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (status == HttpStatus.UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"signet\"");
		}
		ServletServerHttpResponse output = new ServletServerHttpResponse(response);
		output.setStatusCode(status);
		this.converter.write(new OAuth2Error(code, description, null), null, output);
		output.flush();
	}

	private static HttpStatus status(String code) {
		return switch (code) {
			case OAuth2ErrorCodes.INVALID_CLIENT -> HttpStatus.UNAUTHORIZED;
			case OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> HttpStatus.TOO_MANY_REQUESTS;
			case OAuth2ErrorCodes.SERVER_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR;
			default -> HttpStatus.BAD_REQUEST;
		};
	}

}
