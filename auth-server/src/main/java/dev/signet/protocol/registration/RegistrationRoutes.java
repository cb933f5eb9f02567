package dev.signet.protocol.registration;

import java.io.IOException;
import java.util.List;

import dev.signet.client.DynamicClients;
import dev.signet.protocol.error.MethodRules;
import dev.signet.protocol.error.RefusalRecorder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 404 at the registration endpoint while it is off, as everywhere where nothing
 * is, and else 405 with {@code Allow} to a method that it does not have.
 */
final class RegistrationRoutes extends OncePerRequestFilter {

	private static final List<String> REGISTER = List.of("POST");

	private static final List<String> MANAGE = List.of("DELETE", "GET", "PUT");

	private final DynamicClients clients;

	private final RefusalRecorder recorder;

	RegistrationRoutes(DynamicClients clients, RefusalRecorder recorder) {
		this.clients = clients;
		this.recorder = recorder;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		List<String> allowed = request.getRequestURI().endsWith(RegistrationEndpoint.PATH) ? REGISTER : MANAGE;
		if (!this.clients.offered()) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
		}
		else if (!allowed.contains(request.getMethod())) {
			MethodRules.refuse(this.recorder, allowed, request, response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
