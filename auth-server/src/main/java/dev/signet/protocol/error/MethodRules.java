package dev.signet.protocol.error;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.web.JsonAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 405 with {@code Allow} where a protocol endpoint is called by a method it does
 * not have, instead of letting the request wander on to a page.
 */
public final class MethodRules extends OncePerRequestFilter {

	/** What can be read and kept (RFC 9110 §9.3.2). */
	private static final Set<String> DOCUMENT = Set.of("GET", "HEAD");

	/** The protocol endpoints, and the methods that each has. */
	public static final Map<String, Set<String>> METHODS = Map.of("/oauth2/authorize", Set.of("GET", "POST"),
			"/oauth2/token", Set.of("POST"), "/oauth2/introspect", Set.of("POST"), "/oauth2/revoke", Set.of("POST"),
			"/oauth2/jwks", DOCUMENT, "/userinfo", Set.of("GET", "POST"), "/.well-known/openid-configuration", DOCUMENT,
			"/.well-known/oauth-authorization-server", DOCUMENT, "/oauth2/device_authorization", Set.of("POST"));

	private final RefusalRecorder recorder;

	public MethodRules(RefusalRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Set<String> allowed = METHODS.get(request.getRequestURI().substring(request.getContextPath().length()));
		if (allowed == null || allowed.contains(request.getMethod())) {
			chain.doFilter(request, response);
			return;
		}
		refuse(this.recorder, allowed, request, response);
	}

	/** Answers 405 with the methods that there are. */
	public static void refuse(RefusalRecorder recorder, Collection<String> allowed, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		String allow = String.join(", ", allowed.stream().sorted().toList());
		RefusalError refusal = RefusalError.of(Refusal.HTTP_METHOD_UNSUPPORTED, request.getMethod(), allow);
		String description = recorder.record(request, refusal, refusal.getDescription());
		response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
		response.setHeader(HttpHeaders.ALLOW, allow);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		JsonAnswer.send(response, Map.of("error", refusal.getErrorCode(), "error_description", description));
	}

}
