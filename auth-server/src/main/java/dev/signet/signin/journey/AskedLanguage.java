package dev.signet.signin.journey;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.signet.web.LanguageWish;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The languages that a client asks for ({@code ui_locales}, OpenID Connect Core 1.0
 * §3.1.2.1, RP-Initiated Logout 1.0 §2): in the address, in what a page hands on to begin
 * again, or in the request that waits.
 */
@Component
@Order(1)
class AskedLanguage implements LanguageWish {

	private static final String PARAMETER = "ui_locales";

	private final WaitingRequest waitingRequest;

	AskedLanguage(WaitingRequest waitingRequest) {
		this.waitingRequest = waitingRequest;
	}

	@Override
	public List<String> languages(HttpServletRequest request) {
		try {
			return Optional.ofNullable(only(request.getParameterValues(PARAMETER)))
				.or(() -> handedOn(request))
				.or(() -> waiting("request", request))
				.or(() -> waiting("resume", request))
				.map((asked) -> Arrays.asList(asked.split(" ")))
				.orElse(List.of());
		}
		catch (IllegalStateException ex) {
			// What was sent cannot be read, which the error page is about to tell
			return List.of();
		}
	}

	private static Optional<String> handedOn(HttpServletRequest request) {
		try {
			return Optional.ofNullable(request.getParameter("restart")).flatMap(AskedLanguage::in);
		}
		catch (IllegalArgumentException ex) {
			// No request in there
			return Optional.empty();
		}
	}

	private Optional<String> waiting(String parameter, HttpServletRequest request) {
		return this.waitingRequest.find(request.getParameter(parameter), request)
			.flatMap((pending) -> in(pending.parameters()));
	}

	private static Optional<String> in(String parameters) {
		List<String> asked = QueryString.decode(parameters).getOrDefault(PARAMETER, List.of());
		return Optional.ofNullable(only(asked.toArray(String[]::new)));
	}

	/** What is said twice is not said (RFC 6749 §3.1). */
	private static @Nullable String only(String @Nullable [] values) {
		return (values != null && values.length == 1) ? values[0] : null;
	}

}
