package dev.signet.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells load balancers and supervisors of this node, and nothing more than up or down:
 * whether it lives, and whether it should be sent requests. It asks no database for that;
 * whether there is one is known from the connection that listens.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class HealthFilter extends OncePerRequestFilter {

	private static final String LIVE = "/health/live";

	private static final String READY = "/health/ready";

	private static final Set<String> METHODS = Set.of("GET", "HEAD");

	/** Longer than a database that is only slow, or is started anew, leaves us alone. */
	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(8);

	private final Departure departure;

	private final ObjectProvider<ChangeWatch> watch;

	HealthFilter(Departure departure, ObjectProvider<ChangeWatch> watch) {
		this.departure = departure;
		this.watch = watch;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.departure.leaving()) {
			// Or a proxy would send its next request on a connection that is about to end
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		Optional<Boolean> asked = METHODS.contains(request.getMethod()) ? asked(request) : Optional.empty();
		if (asked.isPresent()) {
			answer(response, asked.get());
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private Optional<Boolean> asked(HttpServletRequest request) {
		return switch (request.getRequestURI()) {
			case LIVE -> Optional.of(true);
			case READY -> Optional.of(isReady());
			default -> Optional.empty();
		};
	}

	private boolean isReady() {
		ChangeWatch database = this.watch.getIfAvailable();
		return !this.departure.leaving() && (database == null || database.silence().compareTo(LONGEST_SILENCE) < 0);
	}

	private static void answer(HttpServletResponse response, boolean up) throws IOException {
		response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.getWriter().write(up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
	}

}
