package dev.signet.protocol;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import dev.signet.account.SignedInAccount;
import dev.signet.session.SessionAuthentication;
import dev.signet.signin.PendingRequest;
import dev.signet.signin.QueryString;
import dev.signet.signin.WaitingRequest;
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
final class ResumeFilter extends OncePerRequestFilter {

	static final String PENDING = PendingRequest.class.getName();

	private final WaitingRequest waitingRequest;

	ResumeFilter(WaitingRequest waitingRequest) {
		this.waitingRequest = waitingRequest;
	}

	/** The request that waited, when this one resumes it. */
	static @Nullable PendingRequest pending(HttpServletRequest request) {
		return (PendingRequest) request.getAttribute(PENDING);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String resume = request.getParameter("resume");
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
		chain.doFilter(new ResumedRequest(request, parameters(pending.get())), response);
	}

	private static Map<String, String[]> parameters(PendingRequest pending) {
		Map<String, String[]> parameters = new LinkedHashMap<>();
		QueryString.decode(pending.parameters())
			.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
		if (SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication authentication) {
			SignedInAccount account = authentication.getPrincipal();
			if (account.accountId().equals(pending.decidedBy()) && !pending.denied()) {
				parameters.put("scope", new String[] { String.join(" ", new TreeSet<>(pending.grantedScopes())) });
			}
		}
		return parameters;
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
