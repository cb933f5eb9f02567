package dev.signet.protocol.request;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.session.SessionAuthentication;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.QueryString;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.web.SeeOther;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the parameters of a pending request back in place when the browser returns to the
 * authorization endpoint with {@code resume}. What stands in the address besides is not
 * looked at.
 */
public final class ResumeFilter extends OncePerRequestFilter {

	private static final String PENDING = PendingRequest.class.getName();

	private static final String ALLOWED = ResumeFilter.class.getName() + ".ALLOWED";

	private final WaitingRequest waitingRequest;

	public ResumeFilter(WaitingRequest waitingRequest) {
		this.waitingRequest = waitingRequest;
	}

	/** The request that waited, when this one resumes it. */
	public static @Nullable PendingRequest pending(HttpServletRequest request) {
		return (PendingRequest) request.getAttribute(PENDING);
	}

	/**
	 * The scopes that the person who is signed in has allowed for this very request, or
	 * null when nobody was asked.
	 */
	@SuppressWarnings("unchecked")
	public static @Nullable Set<String> allowed(HttpServletRequest request) {
		return (Set<String>) request.getAttribute(ALLOWED);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String resume = RequestParameters.of(request).only("resume");
		if (resume == null || !request.getMethod().equals("GET")
				|| !request.getRequestURI().equals(request.getContextPath() + "/oauth2/authorize")) {
			chain.doFilter(request, response);
			return;
		}
		Optional<PendingRequest> pending = this.waitingRequest.find(resume, request, response);
		if (pending.isEmpty()) {
			SeeOther.send(response, "/signin/continue?request=gone");
			return;
		}
		request.setAttribute(PENDING, pending.get());
		request.setAttribute(ALLOWED, allowed(pending.get()));
		chain.doFilter(new ResumedRequest(request, parameters(pending.get())), response);
	}

	private static Map<String, String[]> parameters(PendingRequest pending) {
		Map<String, String[]> parameters = new LinkedHashMap<>();
		QueryString.decode(pending.parameters())
			.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
		return parameters;
	}

	private static @Nullable Set<String> allowed(PendingRequest pending) {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session
				&& session.getPrincipal().accountId().equals(pending.decidedBy()) && !pending.denied())
						? pending.grantedScopes() : null;
	}

	/** The same request with other parameters. */
	private static final class ResumedRequest extends HttpServletRequestWrapper {

		private final Map<String, String[]> parameters;

		ResumedRequest(HttpServletRequest request, Map<String, String[]> parameters) {
			super(request);
			this.parameters = parameters;
		}

		@Override
		public String getQueryString() {
			return QueryString.encode(this.parameters);
		}

		@Override
		public @Nullable String getParameter(String name) {
			String[] values = this.parameters.get(name);
			return (values == null) ? null : values[0];
		}

		@Override
		public String @Nullable [] getParameterValues(String name) {
			String[] values = this.parameters.get(name);
			return (values == null) ? null : Arrays.copyOf(values, values.length);
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			return Collections.unmodifiableMap(this.parameters);
		}

		@Override
		public Enumeration<String> getParameterNames() {
			return Collections.enumeration(this.parameters.keySet());
		}

	}

}
