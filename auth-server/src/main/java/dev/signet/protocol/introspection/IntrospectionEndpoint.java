package dev.signet.protocol.introspection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.signet.account.EnabledAccounts;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.Resources;
import dev.signet.grant.Grants;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.protocol.error.ProtocolErrors;
import dev.signet.token.AnswerSigner;
import dev.signet.token.Subjects;
import dev.signet.token.TokenReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.http.converter.OAuth2TokenIntrospectionHttpMessageConverter;
import org.springframework.stereotype.Component;

/**
 * The introspection endpoint (RFC 7662): JSON, or a signed JWT for a caller that accepts
 * one (RFC 9701 §4).
 */
@Component
public class IntrospectionEndpoint {

	private static final String SIGNED = "application/token-introspection+jwt";

	private final OAuth2TokenIntrospectionHttpMessageConverter converter = new OAuth2TokenIntrospectionHttpMessageConverter();

	private final IntrospectionProvider provider;

	private final Clients clients;

	private final AnswerSigner signer;

	private final ProtocolErrors errors;

	IntrospectionEndpoint(TokenReader reader, StandingTokens tokens, Grants grants, EnabledAccounts accounts,
			Clients clients, Resources resources, Subjects subjects, AnswerSigner signer, ProtocolErrors errors) {
		this.provider = new IntrospectionProvider(reader, tokens, grants, accounts, clients, resources, subjects);
		this.clients = clients;
		this.signer = signer;
		this.errors = errors;
	}

	/** Takes the place of the framework's own answers. */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.tokenIntrospectionEndpoint((endpoint) -> endpoint.authenticationProviders((providers) -> {
			providers.clear();
			providers.add(this.provider);
		}).introspectionResponseHandler(this::answer).errorResponseHandler(this.errors));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
			throws IOException {
		OAuth2TokenIntrospectionAuthenticationToken answer = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
		OAuth2TokenIntrospection claims = answer.getTokenClaims();
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if (accept == null || !accept.contains(SIGNED)) {
			this.converter.write(claims, null, new ServletServerHttpResponse(response));
			return;
		}
		Client caller = this.clients
			.findByClientId(AuthenticatedClient.of((Authentication) answer.getPrincipal()).getClientId())
			.orElseThrow();
		response.setContentType(SIGNED);
		response.getOutputStream()
			.write(this.signer
				.sign(caller, caller.introspectionAlgorithm(), "token-introspection+jwt",
						Map.of("token_introspection", plain(claims.getClaims())))
				.getBytes(StandardCharsets.US_ASCII));
	}

	/** As the JSON of RFC 7662 §2.2 has them: times in seconds, scopes in one text. */
	private static Map<String, Object> plain(Map<String, Object> claims) {
		Map<String, Object> plain = new LinkedHashMap<>();
		claims.forEach((name, value) -> plain.put(name, plain(name, value)));
		return plain;
	}

	private static Object plain(String name, Object value) {
		if (value instanceof Instant time) {
			return time.getEpochSecond();
		}
		if (name.equals("scope") && value instanceof Collection<?> scopes) {
			return scopes.stream().map(String::valueOf).collect(Collectors.joining(" "));
		}
		return value;
	}

}
