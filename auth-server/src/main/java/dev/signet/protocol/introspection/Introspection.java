package dev.signet.protocol.introspection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.Resources;
import dev.signet.client.Scopes;
import dev.signet.grant.Grants;
import dev.signet.grant.PresentedRefreshToken;
import dev.signet.grant.RefreshTokens;
import dev.signet.token.AccessToken;
import dev.signet.token.AccessTokenClaims;
import dev.signet.token.Subjects;
import dev.signet.token.TokenReader;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * What is told about a token (RFC 7662 §2.2). It is described only to the client that has
 * it and to the APIs it is meant for; to all others, and when it no longer stands, it is
 * just not active.
 */
@Component
class Introspection {

	private final TokenReader reader;

	private final StandingTokens tokens;

	private final RefreshTokens refreshTokens;

	private final Clients clients;

	private final Resources resources;

	private final Scopes scopes;

	private final Subjects subjects;

	Introspection(TokenReader reader, StandingTokens tokens, RefreshTokens refreshTokens, Clients clients,
			Resources resources, Scopes scopes, Subjects subjects) {
		this.reader = reader;
		this.tokens = tokens;
		this.refreshTokens = refreshTokens;
		this.clients = clients;
		this.resources = resources;
		this.scopes = scopes;
		this.subjects = subjects;
	}

	/** Describes a token, whatever it is, to a client that has proved who it is. */
	Map<String, Object> describe(String value, RegisteredClient caller) {
		Optional<Map<String, Object>> description = Grants.looksLikeRefreshToken(value) ? refreshToken(value, caller)
				: accessToken(value, caller);
		return description.orElse(Map.of("active", false));
	}

	private Optional<Map<String, Object>> accessToken(String value, RegisteredClient caller) {
		return this.reader.accessToken(value)
			.filter((token) -> concerns(token, caller.getClientId()))
			.flatMap(this.tokens::examine)
			.map(Introspection::description);
	}

	/** Whether the caller has the token, or is an API that it is meant for. */
	private boolean concerns(AccessToken token, String caller) {
		return token.clientId().equals(caller)
				|| !Collections.disjoint(token.audience(), this.resources.identifiersOf(caller));
	}

	private static Map<String, Object> description(StandingTokens.StandingToken standing) {
		AccessToken token = standing.token();
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("active", true);
		answer.put("iss", token.issuer());
		answer.put("sub", token.subject());
		answer.put("jti", token.id());
		answer.put("client_id", token.clientId());
		answer.put("token_type", "Bearer");
		answer.put("iat", token.issuedAt().getEpochSecond());
		answer.put("exp", token.expiresAt().getEpochSecond());
		if (!token.scopes().isEmpty()) {
			answer.put("scope", String.join(" ", token.scopes()));
		}
		answer.put("aud", token.audience());
		// RFC 9470 §6.2
		if (token.authTime() != null) {
			answer.put(IdTokenClaimNames.AUTH_TIME, token.authTime().getEpochSecond());
		}
		if (token.acr() != null) {
			answer.put(IdTokenClaimNames.ACR, token.acr());
		}
		// Else a client that knows people by pairwise names could look them up elsewhere
		if (standing.person() != null && token.scopes().contains(OidcScopes.PROFILE)) {
			answer.put("username", standing.person().username());
		}
		if (!token.actor().isEmpty()) {
			answer.put(AccessTokenClaims.ACTOR, token.actor());
		}
		if (!token.roles().isEmpty()) {
			answer.put(AccessTokenClaims.ROLES, token.roles());
		}
		return answer;
	}

	/** As long as the client may use it, which a change of its grant types can end. */
	private Optional<Map<String, Object>> refreshToken(String value, RegisteredClient caller) {
		if (!caller.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)) {
			return Optional.empty();
		}
		return this.refreshTokens.findGood(value)
			.filter((token) -> token.grant().clientId().toString().equals(caller.getId()))
			.flatMap((token) -> this.clients.findById(token.grant().clientId())
				.flatMap((client) -> description(client, token)));
	}

	private Optional<Map<String, Object>> description(Client client, PresentedRefreshToken token) {
		Set<String> scopes = this.scopes.stillOf(token.grant().scopes(), client.scopes());
		if (scopes.isEmpty()) {
			return Optional.empty();
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("active", true);
		answer.put("sub", this.subjects.of(client, token.grant().accountId()));
		answer.put("client_id", client.clientId());
		answer.put("iat", token.issuedAt().getEpochSecond());
		answer.put("exp", token.expiresAt().getEpochSecond());
		answer.put("scope", String.join(" ", scopes));
		return Optional.of(answer);
	}

}
