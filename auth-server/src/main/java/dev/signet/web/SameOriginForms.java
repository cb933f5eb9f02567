package dev.signet.web;

import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a form that another site makes a browser send to our pages. It stands in front
 * of the CSRF token: it needs no state, so it also protects sign-in itself. Add it to the
 * filter chain of pages, not to that of the protocol endpoints, which other sites may
 * call.
 */
public final class SameOriginForms extends OncePerRequestFilter {

	private static final Set<String> UNSAFE_METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

	/**
	 * Sent by our own pages, and by a person who typed or reloaded (W3C Fetch Metadata).
	 */
	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private final String ownOrigin;

	private final Predicate<String> open;

	/** Makes the filter, open to no other site. */
	public SameOriginForms(PublicAddress publicAddress) {
		this(publicAddress, (path) -> false);
	}

	/**
	 * Makes the filter.
	 * @param publicAddress where our own pages are
	 * @param open the paths to which other sites may post
	 */
	public SameOriginForms(PublicAddress publicAddress, Predicate<String> open) {
		this.ownOrigin = publicAddress.origin();
		this.open = open;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !UNSAFE_METHODS.contains(request.getMethod()) || this.open.test(request.getRequestURI());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isOwnSite(request.getHeader("Sec-Fetch-Site")) && isOwnOrigin(request.getHeader(HttpHeaders.ORIGIN))) {
			chain.doFilter(request, response);
		}
		else {
			response.sendError(HttpServletResponse.SC_FORBIDDEN);
		}
	}

	private boolean isOwnSite(@Nullable String site) {
		return site == null || OWN_SITES.contains(site);
	}

	/**
	 * Accepts {@code null} too: it is what browsers send from a page with the referrer
	 * policy {@code no-referrer} (Fetch §3.2), as all of ours are. The site header above
	 * then decides, and the CSRF token in a browser too old for it.
	 */
	private boolean isOwnOrigin(@Nullable String origin) {
		return origin == null || origin.equals("null") || origin.equals(this.ownOrigin);
	}

}
