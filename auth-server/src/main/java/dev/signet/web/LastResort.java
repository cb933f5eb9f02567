package dev.signet.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers what nobody caught, and writes it to the log while the reference of the request
 * still stands there: 503 when the database is slow, full or away, else 500. The
 * container would print the exception after the reference is gone, and knows no 503.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class LastResort extends OncePerRequestFilter {

	private static final Logger logger = LoggerFactory.getLogger(LastResort.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
				logger.debug("The client went away", ex);
				return;
			}
			if (response.isCommitted()) {
				// Too late to say anything; the container cuts the connection
				throw ex;
			}
			answer(response, ex);
		}
	}

	private void answer(HttpServletResponse response, Exception ex) throws IOException {
		if (Outage.explains(ex)) {
			logger.warn("Answered 503, the database does not keep up: {}", ex.toString());
			response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
			response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		}
		else {
			logger.error("Answered 500", ex);
			response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
		}
	}

	/** An error page can fail like any other page. */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

}
