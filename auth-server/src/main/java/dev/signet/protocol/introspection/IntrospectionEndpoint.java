package dev.signet.protocol.introspection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AnswerSigner;
import dev.signet.web.JsonAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The introspection endpoint (RFC 7662), the last filter of its chain: JSON, or a signed
 * JWT for a caller that accepts one (RFC 9701 §4).
 */
final class IntrospectionEndpoint extends OncePerRequestFilter {

	private static final String SIGNED = "application/token-introspection+jwt";

	private final Introspection introspection;

	private final Clients clients;

	private final AnswerSigner signer;

	private final ProtocolErrors errors;

	IntrospectionEndpoint(Introspection introspection, Clients clients, AnswerSigner signer, ProtocolErrors errors) {
		this.introspection = introspection;
		this.clients = clients;
		this.signer = signer;
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		Authentication client = SecurityContextHolder.getContext().getAuthentication();
		if (client == null) {
			this.errors.commence(request, response,
					new InsufficientAuthenticationException("The request names no client"));
			return;
		}
		try {
			RegisteredClient caller = AuthenticatedClient.of(client);
			Map<String, Object> answer = this.introspection.describe(token(request), caller);
			if (acceptsSigned(request)) {
				sendSigned(answer, caller, response);
			}
			else {
				JsonAnswer.send(response, answer);
			}
		}
		catch (OAuth2AuthenticationException ex) {
			this.errors.onAuthenticationFailure(request, response, ex);
		}
	}

	/** It came once, or the client would not have been authenticated. */
	private static String token(HttpServletRequest request) {
		String token = request.getParameter("token");
		if (!StringUtils.hasText(token)) {
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.PARAMETER_MISSING, null, "token"));
		}
		return token;
	}

	private static boolean acceptsSigned(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.contains(SIGNED);
	}

	private void sendSigned(Map<String, Object> answer, RegisteredClient caller, HttpServletResponse response)
			throws IOException {
		Client receiver = this.clients.findByClientId(caller.getClientId()).orElseThrow();
		String signed = this.signer.sign(receiver, receiver.introspectionAlgorithm(), "token-introspection+jwt",
				Map.of("token_introspection", answer));
		response.setContentType(SIGNED);
		response.getOutputStream().write(signed.getBytes(StandardCharsets.US_ASCII));
	}

}
