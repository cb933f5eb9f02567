package dev.signet.signin.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.signet.session.SessionAuthentication;
import dev.signet.session.SessionTimes;
import dev.signet.signin.journey.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets each page that needs a session know when that session ends for lack of use, so
 * that a script can warn the person, and where to come back to after the next sign-in.
 */
@Component
class SessionEnding implements HandlerInterceptor, WebMvcConfigurer {

	private final Clock clock;

	SessionEnding(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		back(request).flatMap(
				(back) -> times().map((times) -> new View(seconds(times, this.clock.instant()), times.last(), back)))
			.ifPresent((view) -> request.setAttribute("sessionEnding", view));
		return true;
	}

	/** Rounded up: who comes a moment too early would keep the session alive. */
	static long seconds(SessionTimes times, Instant now) {
		return Duration.between(now, times.endsAt()).plusMillis(999).toSeconds();
	}

	private static Optional<String> back(HttpServletRequest request) {
		return request.getRequestURI().equals("/consent") ? Optional.ofNullable(request.getParameter("request"))
			.filter((id) -> id.matches("[0-9a-fA-F-]{36}"))
			.map((id) -> "/consent?request=" + id) : WayBack.of(request);
	}

	private static Optional<SessionTimes> times() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session)
				? session.times() : Optional.empty();
	}

	/**
	 * What a page needs to know.
	 *
	 * @param seconds how long the session lasts unless it is used, never too short
	 * @param last whether using it makes that no longer
	 * @param back the page to open when it is over
	 */
	record View(long seconds, boolean last, String back) {

	}

}
