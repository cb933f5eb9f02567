package dev.signet.protocol.introspection;

import java.util.Collections;
import java.util.Optional;

import dev.signet.account.EnabledAccounts;
import dev.signet.client.Clients;
import dev.signet.client.Resources;
import dev.signet.grant.Grants;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.token.AccessToken;
import dev.signet.token.AccessTokenClaims;
import dev.signet.token.Subjects;
import dev.signet.token.TokenReader;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Answers introspection requests (RFC 7662 §2). A token is described only to the client
 * that has it and to the APIs it is meant for; to all others, and when it no longer
 * stands, it is just not active.
 */
final class IntrospectionProvider implements AuthenticationProvider {

	private final TokenReader reader;

	private final StandingTokens tokens;

	private final Grants grants;

	private final EnabledAccounts accounts;

	private final Clients clients;

	private final Resources resources;

	private final Subjects subjects;

	IntrospectionProvider(TokenReader reader, StandingTokens tokens, Grants grants, EnabledAccounts accounts,
			Clients clients, Resources resources, Subjects subjects) {
		this.reader = reader;
		this.tokens = tokens;
		this.grants = grants;
		this.accounts = accounts;
		this.clients = clients;
		this.resources = resources;
		this.subjects = subjects;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenIntrospectionAuthenticationToken request = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.of(client);
		OAuth2TokenIntrospection answer = describe(request.getToken(), caller)
			.orElseGet(() -> OAuth2TokenIntrospection.builder().build());
		return new OAuth2TokenIntrospectionAuthenticationToken(request.getToken(), client, answer);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private Optional<OAuth2TokenIntrospection> describe(String value, RegisteredClient caller) {
		if (Grants.looksLikeRefreshToken(value)) {
			return refreshToken(value, caller);
		}
		return this.reader.accessToken(value)
			.filter((token) -> concerns(token, caller.getClientId()))
			.flatMap(this.tokens::examine)
			.map(IntrospectionProvider::accessToken);
	}

	/** Whether the caller has the token, or is an API that it is meant for. */
	private boolean concerns(AccessToken token, String caller) {
		return token.clientId().equals(caller)
				|| !Collections.disjoint(token.audience(), this.resources.identifiersOf(caller));
	}

	private static OAuth2TokenIntrospection accessToken(StandingTokens.StandingToken standing) {
		AccessToken token = standing.token();
		OAuth2TokenIntrospection.Builder answer = OAuth2TokenIntrospection.builder(true)
			.issuer(token.issuer())
			.subject(token.subject())
			.id(token.id())
			.clientId(token.clientId())
			.tokenType("Bearer")
			.issuedAt(token.issuedAt())
			.expiresAt(token.expiresAt())
			.scopes((scopes) -> scopes.addAll(token.scopes()))
			.audiences((audiences) -> audiences.addAll(token.audience()));
		if (standing.person() != null) {
			answer.username(standing.person().username());
		}
		if (!token.actor().isEmpty()) {
			answer.claim(AccessTokenClaims.ACTOR, token.actor());
		}
		if (!token.roles().isEmpty()) {
			answer.claim(AccessTokenClaims.ROLES, token.roles());
		}
		return answer.build();
	}

	private Optional<OAuth2TokenIntrospection> refreshToken(String value, RegisteredClient caller) {
		return this.grants.findRefreshToken(value)
			.filter((token) -> token.grant().clientId().toString().equals(caller.getId()))
			.filter((token) -> this.accounts.find(token.grant().accountId()).isPresent())
			.flatMap((token) -> this.clients.findById(token.grant().clientId())
				.map((client) -> OAuth2TokenIntrospection.builder(true)
					.subject(this.subjects.of(client, token.grant().accountId()))
					.clientId(client.clientId())
					.issuedAt(token.issuedAt())
					.expiresAt(token.expiresAt())
					.scopes((scopes) -> scopes.addAll(token.grant().scopes()))
					.build()));
	}

}
