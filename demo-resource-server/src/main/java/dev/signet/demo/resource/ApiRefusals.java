package dev.signet.demo.resource;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Every "no" of this API: the header that RFC 6750 §3 asks for, and a small problem
 * document (RFC 9457) that says what was missing, so that nobody has to guess.
 */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final Logger logger = LoggerFactory.getLogger(ApiRefusals.class);

	private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

	private final JsonMapper json;

	ApiRefusals(JsonMapper json) {
		this.json = json;
	}

	/** No access token, or one that is not believed: 401. Keys out of reach: 503. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		if (exception instanceof AuthenticationServiceException) {
			logger.warn("Cannot check an access token: {}", exception.getMessage());
			response.setHeader(HttpHeaders.RETRY_AFTER, "5");
			write(response, HttpStatus.SERVICE_UNAVAILABLE,
					"The authorization server's keys cannot be fetched, so no token can be checked now.", "keys");
			return;
		}
		this.challenge.commence(request, response, exception);
		if (exception instanceof OAuth2AuthenticationException refused) {
			write(response, HttpStatus.valueOf(response.getStatus()),
					"The access token was refused: " + refused.getMessage(), "a valid access token");
		}
		else {
			write(response, HttpStatus.UNAUTHORIZED, "Send an access token in the Authorization header.",
					"an access token");
		}
	}

	/**
	 * A good token that does not reach this far: 403. A sign-in that is too weak: 401,
	 * for the app can ask for a stronger one (RFC 9470 §3).
	 */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
			throws IOException {
		String authority = neededBy(exception);
		String challenge = "Bearer error=\"insufficient_scope\"";
		if (authority.startsWith("SCOPE_")) {
			String scope = authority.substring("SCOPE_".length());
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
					challenge + ", error_description=\"The scope " + scope + " is missing\", scope=\"" + scope + "\"");
			write(response, HttpStatus.FORBIDDEN, "The app was not given the scope " + scope + ".", "scope " + scope);
		}
		else if (authority.startsWith("ACR_")) {
			String acr = authority.substring("ACR_".length());
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_user_authentication\", "
					+ "error_description=\"A second step is missing\", acr_values=\"" + acr + "\"");
			write(response, HttpStatus.UNAUTHORIZED, "The person must sign in with a second step.", "acr " + acr);
		}
		else {
			String role = authority.substring("ROLE_".length());
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
					challenge + ", error_description=\"The role " + role + " is missing\"");
			write(response, HttpStatus.FORBIDDEN, "The caller does not have the role " + role + ".", "role " + role);
		}
	}

	/**
	 * The first that is missing of those that the rule in {@link ApiSecurity} asks for.
	 */
	private static String neededBy(AccessDeniedException exception) {
		if (exception instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision) {
			List<String> authorities = decision.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
			return authorities.get(0);
		}
		throw new IllegalStateException("Denied by a rule that names no authority", exception);
	}

	private void write(HttpServletResponse response, HttpStatus status, String detail, String missing)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		this.json.writeValue(response.getOutputStream(),
				new Problem(status.getReasonPhrase(), status.value(), detail, missing));
	}

	/**
	 * A problem document (RFC 9457 §3.1); its type is the default, {@code about:blank}.
	 *
	 * @param title the status in words
	 * @param status the status code
	 * @param detail one sentence for the person who calls
	 * @param missing what would have let the call pass
	 */
	private record Problem(String title, int status, String detail, String missing) {

	}

}
