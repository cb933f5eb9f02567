package dev.signet.protocol.authorization;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.signet.client.Clients;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.protocol.request.RequestParameters;
import dev.signet.signin.journey.AskedScopes;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.QueryString;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.stereotype.Component;

/** Reads for the consent page what a waiting request asks for. */
@Component
class ScopesToAllow implements AskedScopes {

	private final Clients clients;

	ScopesToAllow(Clients clients) {
		this.clients = clients;
	}

	@Override
	public Set<String> of(PendingRequest request) {
		Map<String, String[]> parameters = new LinkedHashMap<>();
		QueryString.decode(request.parameters())
			.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
		return this.clients.findByClientId(request.clientId())
			.map((client) -> of(new ProvedRequest(client, "", new RequestParameters(parameters))))
			.orElse(Set.of());
	}

	private static Set<String> of(ProvedRequest request) {
		try {
			Set<String> scopes = new LinkedHashSet<>(ScopeRules.read(request));
			scopes.addAll(ClaimRules.scopes(ClaimRules.read(request, scopes, null)));
			return scopes;
		}
		catch (OAuth2AuthorizationCodeRequestAuthenticationException ex) {
			// The authorization endpoint will say so
			return Set.of();
		}
	}

}
