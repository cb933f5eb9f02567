package dev.signet.demo.client;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Brings visitors who came by another name of this machine to the address that is
 * registered at the server. The redirect URI must match exactly, and the session cookie
 * would be lost between {@code localhost} and {@code 127.0.0.1}.
 */
final class OneAddress extends OncePerRequestFilter {

	private final URI address;

	OneAddress(URI address) {
		this.address = address;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !"GET".equals(request.getMethod()) || this.address.getHost().equalsIgnoreCase(request.getServerName());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.sendRedirect(this.address + "/");
	}

}
