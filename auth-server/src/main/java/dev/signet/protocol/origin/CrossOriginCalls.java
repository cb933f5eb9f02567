package dev.signet.protocol.origin;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import dev.signet.client.ClientOrigins;
import dev.signet.protocol.error.MethodRules;
import dev.signet.protocol.error.RefusalRecorder;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.web.JsonAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets apps that run in a browser read what the endpoints answer that they need, and
 * nobody else (Fetch Standard, HTTP-CORS protocol): the origins at which a public client
 * has a redirect URI. Never with cookies, and never at the authorization endpoint, to
 * which a browser is sent and which no script calls (RFC 9700 §2.6).
 */
public final class CrossOriginCalls extends OncePerRequestFilter {

	private static final Set<String> ENDPOINTS = Set.of("/oauth2/token", "/oauth2/revoke", "/userinfo", "/oauth2/jwks",
			"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

	/** What apps send, and what a script could not otherwise read of a refusal. */
	private static final String SENT = "Authorization, Content-Type";

	private static final String READ = "Retry-After, WWW-Authenticate, X-Request-Id";

	/** For how many seconds a browser need not ask again. */
	private static final String MAX_AGE = "600";

	private final ClientOrigins origins;

	private final RefusalRecorder recorder;

	public CrossOriginCalls(ClientOrigins origins, RefusalRecorder recorder) {
		this.origins = origins;
		this.recorder = recorder;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		if (!ENDPOINTS.contains(path)) {
			chain.doFilter(request, response);
			return;
		}
		// Also without an origin: a cache must not hand this answer to a page
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin != null && isPreflight(request)) {
			answer(path, origin, request, response);
			return;
		}
		if (origin != null && known(origin)) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
			response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READ);
		}
		chain.doFilter(request, response);
	}

	private static boolean isPreflight(HttpServletRequest request) {
		return HttpMethod.OPTIONS.matches(request.getMethod())
				&& request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
	}

	/** What the endpoint answers need not come from the database. */
	private boolean known(String origin) {
		try {
			return this.origins.contain(origin);
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	private void answer(String path, String origin, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (!this.origins.contain(origin)) {
			RefusalError refusal = RefusalError.of(Refusal.ORIGIN_UNKNOWN, origin);
			String description = this.recorder.record(request, refusal, refusal.getDescription());
			response.setStatus(HttpStatus.FORBIDDEN.value());
			JsonAnswer.send(response, Map.of("error", refusal.getErrorCode(), "error_description", description));
			return;
		}
		response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
		response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
				String.join(", ", MethodRules.METHODS.getOrDefault(path, Set.of()).stream().sorted().toList()));
		response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, SENT);
		response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
		response.setStatus(HttpStatus.NO_CONTENT.value());
	}

}
