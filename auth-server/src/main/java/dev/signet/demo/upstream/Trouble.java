package dev.signet.demo.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a stand-in answer this server late, not at all, or with nonsense.
 */
final class Trouble extends OncePerRequestFilter {

	static final Duration LATE = Duration.ofSeconds(12);

	/** So many wait at once; the server has other things to do. */
	private static final int WAITING = 16;

	private static final String BROKEN_PAGE = "<html><body><h1>502. That’s an error.</h1></body></html>";

	private static final String NONSENSE = "{\"access_token\": [[[ \u0000 not what you asked for";

	private final Semaphore waiting = new Semaphore(WAITING);

	private final RequestMatcher programs;

	private final Faults faults;

	private final Duration late;

	/**
	 * Makes the filter.
	 * @param programs what it concerns
	 * @param late how long one waits that is late
	 */
	Trouble(RequestMatcher programs, Faults faults, Duration late) {
		this.programs = programs;
		this.faults = faults;
		this.late = late;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isOn(Fault.SLOW, request)) {
			delay();
		}
		if (isOn(Fault.SERVER_ERROR, request)) {
			write(response, HttpStatus.BAD_GATEWAY, MediaType.TEXT_HTML, BROKEN_PAGE);
		}
		else if (isOn(Fault.GARBAGE, request)) {
			write(response, HttpStatus.OK, MediaType.APPLICATION_JSON, NONSENSE);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private boolean isOn(Fault fault, HttpServletRequest request) {
		return this.programs.matches(request) && Arrays.stream(StandIn.values())
			.filter((standIn) -> request.getRequestURI().startsWith(Addresses.ROOT + "/" + standIn.path() + "/"))
			.anyMatch((standIn) -> this.faults.on(standIn, fault));
	}

	private void delay() {
		if (!this.waiting.tryAcquire()) {
			return;
		}
		try {
			Thread.sleep(this.late.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.waiting.release();
		}
	}

	private static void write(HttpServletResponse response, HttpStatus status, MediaType type, String body)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(type.toString());
		response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
	}

}
