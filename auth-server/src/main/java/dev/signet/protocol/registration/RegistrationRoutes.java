package dev.signet.protocol.registration;

import java.io.IOException;
import java.util.List;

import dev.signet.client.DynamicClients;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 404 at the registration endpoint while it is off, as everywhere where nothing
 * is, and else 405 with {@code Allow} to a method that it does not have.
 */
final class RegistrationRoutes extends OncePerRequestFilter {

	private static final List<String> REGISTER = List.of("POST");

	private static final List<String> MANAGE = List.of("DELETE", "GET", "PUT");

	private final DynamicClients clients;

	RegistrationRoutes(DynamicClients clients) {
		this.clients = clients;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		List<String> allowed = request.getRequestURI().endsWith(RegistrationEndpoint.PATH) ? REGISTER : MANAGE;
		if (!this.clients.offered()) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
		}
		else if (!allowed.contains(request.getMethod())) {
			response.setHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
			response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
