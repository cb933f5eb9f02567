package dev.signet.protocol.token;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.EnabledAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.consent.Particulars;
import dev.signet.grant.GivenGrant;
import dev.signet.grant.Grant;
import dev.signet.grant.Grants;
import dev.signet.protocol.authentication.AuthenticatedClient;
import dev.signet.protocol.introspection.StandingTokens;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AccessToken;
import dev.signet.token.TokenBasis;
import dev.signet.token.TokenContents;
import dev.signet.token.TokenReader;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Exchanges tokens (RFC 8693 §2). The framework's provider looks stored tokens up, asks
 * nobody who may exchange for what, and hides who acts when there is no actor token. The
 * new token hangs on the same grant, so it ends with it, and says in {@code act} who
 * acts. Nothing is stored; there is no refresh token.
 */
final class TokenExchangeProvider implements AuthenticationProvider {

	private final ExchangePolicy policy;

	private final TokenReader reader;

	private final StandingTokens standing;

	private final Grants grants;

	private final Clients clients;

	private final TokenContents contents;

	TokenExchangeProvider(ExchangePolicy policy, TokenReader reader, StandingTokens standing, Grants grants,
			Clients clients, TokenContents contents) {
		this.policy = policy;
		this.reader = reader;
		this.standing = standing;
		this.grants = grants;
		this.clients = clients;
		this.contents = contents;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2TokenExchangeAuthenticationToken request = (OAuth2TokenExchangeAuthenticationToken) authentication;
		Authentication client = (Authentication) request.getPrincipal();
		RegisteredClient caller = AuthenticatedClient.ofGrant(request);
		StandingTokens.StandingToken subject = read(request.getSubjectToken())
			.orElseThrow(() -> refusal(Refusal.EXCHANGE_SUBJECT_WORTHLESS));
		ExchangePolicy.Decision decision = this.policy.decide(question(request, caller, subject.token()));
		TokenBasis basis = new TokenBasis(caller.getClientId(), decision.scopes(), Set.of(), giver(subject));
		OAuth2AccessToken accessToken = this.contents.accessToken(basis, decision.exchange());
		return new OAuth2AccessTokenAuthenticationToken(caller, client, accessToken, null,
				Map.of("issued_token_type", request.getRequestedTokenType()));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2TokenExchangeAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private Optional<StandingTokens.StandingToken> read(String value) {
		return this.reader.accessToken(value).flatMap(this.standing::examine);
	}

	private ExchangePolicy.Question question(OAuth2TokenExchangeAuthenticationToken request, RegisteredClient caller,
			AccessToken subject) {
		Client client = this.clients.findByClientId(caller.getClientId()).orElseThrow();
		AccessToken actor = null;
		if (request.getActorToken() != null) {
			actor = read(request.getActorToken()).map(StandingTokens.StandingToken::token)
				.orElseThrow(() -> refusal(Refusal.EXCHANGE_ACTOR_WORTHLESS));
		}
		Set<String> audience = new HashSet<>(request.getAudiences());
		audience.addAll(request.getResources());
		return new ExchangePolicy.Question(client, subject, actor, audience, request.getScopes());
	}

	/** The person as of now, signed in as they were when they gave the grant. */
	private TokenBasis.Giver giver(StandingTokens.StandingToken subject) {
		EnabledAccount account = subject.person();
		UUID grantId = subject.token().grantId();
		if (account == null || grantId == null) {
			throw refusal(Refusal.EXCHANGE_SUBJECT_WITHOUT_PERSON);
		}
		Grant grant = this.grants.find(grantId).orElseThrow(() -> refusal(Refusal.EXCHANGE_SUBJECT_WORTHLESS));
		return new TokenBasis.Giver(new GivenGrant(grant, account).person().orElseThrow(), grantId, Particulars.NONE);
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal));
	}

}
