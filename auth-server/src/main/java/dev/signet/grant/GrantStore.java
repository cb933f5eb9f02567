package dev.signet.grant;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.EnabledAccount;
import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.consent.Particulars;
import dev.signet.refusal.NotedRefusal;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.session.LiveSession;
import dev.signet.session.SessionAuthentication;
import dev.signet.session.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Answers the framework's look-ups of codes and refresh tokens from {@code grants}, and
 * turns its one {@code save} into the step that was taken: a code redeemed, a refresh
 * token rotated, a replay noticed. The framework reads, checks and saves without a lock;
 * here the conditional update in each step decides, and the loser gets
 * {@code invalid_grant}.
 * <p>
 * Codes are issued by {@link AuthorizationCodes}. Access tokens are not stored, so none
 * is found here: whoever must know asks {@link Grants#stands}.
 */
@Component
class GrantStore implements OAuth2AuthorizationService {

	private static final String PRESENTED = GrantStore.class.getName() + ".PRESENTED";

	private static final String FOUND_CODE = GrantStore.class.getName() + ".CODE";

	private final PostgresGrants postgres;

	private final PostgresRefreshTokens refreshTokens;

	private final Grants grants;

	private final Clients clients;

	private final RegisteredClientRepository registeredClients;

	private final Sessions sessions;

	private final TransactionTemplate transaction;

	private final Clock clock;

	GrantStore(PostgresGrants postgres, PostgresRefreshTokens refreshTokens, Grants grants, Clients clients,
			RegisteredClientRepository registeredClients, Sessions sessions, TransactionTemplate transaction,
			Clock clock) {
		this.postgres = postgres;
		this.refreshTokens = refreshTokens;
		this.grants = grants;
		this.clients = clients;
		this.registeredClients = registeredClients;
		this.sessions = sessions;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
			// The token speaks for itself; there is no grant to remember
			return;
		}
		PresentedRefreshToken presented = authorization.getAttribute(PRESENTED);
		if (presented != null) {
			refresh(authorization, presented);
			return;
		}
		OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
		Assert.state(code != null && code.isInvalidated(), "only used codes and refresh tokens are saved");
		if (authorization.getAccessToken() == null || authorization.getAccessToken().isInvalidated()) {
			// Used by another client, or used again: what it gave is worthless from now
			// on
			revokeReplayed(UUID.fromString(authorization.getId()), RevokeReason.CODE_REPLAYED);
		}
		else {
			redeem(authorization, code.getToken());
		}
	}

	@Override
	public void remove(OAuth2Authorization authorization) {
		throw new UnsupportedOperationException("Grants are revoked, not removed");
	}

	@Override
	public @Nullable OAuth2Authorization findById(String id) {
		throw new UnsupportedOperationException("Grants are found by code or refresh token");
	}

	@Override
	public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
		if (tokenType != null && tokenType.getValue().equals("code")) {
			return findByCode(token);
		}
		boolean refreshToken = tokenType != null && tokenType.equals(OAuth2TokenType.REFRESH_TOKEN);
		return refreshToken ? findByRefreshToken(token) : null;
	}

	private @Nullable OAuth2Authorization findByCode(String value) {
		// The framework looks a code up twice in one request: for PKCE and for the grant
		RequestAttributes request = RequestContextHolder.currentRequestAttributes();
		String remembered = FOUND_CODE + value;
		OAuth2Authorization found = (OAuth2Authorization) request.getAttribute(remembered,
				RequestAttributes.SCOPE_REQUEST);
		if (found == null) {
			found = this.postgres.findByCode(TokenSecrets.digest(value))
				.or(() -> none(Refusal.CODE_UNKNOWN))
				.flatMap((code) -> authorization(code, value))
				.orElse(null);
			if (found != null) {
				request.setAttribute(remembered, found, RequestAttributes.SCOPE_REQUEST);
			}
		}
		return found;
	}

	private Optional<OAuth2Authorization> authorization(PresentedCode presented, String value) {
		Instant now = this.clock.instant();
		Grant grant = presented.given().grant();
		if (!grant.isLive(now)) {
			return none((presented.redeemedAt() == null) ? Refusal.CODE_REVOKED : Refusal.CODE_USED_TWICE);
		}
		if (presented.redeemedAt() == null && !now.isBefore(presented.code().expiresAt())) {
			return none(Refusal.CODE_EXPIRED);
		}
		return client(grant)
			.flatMap((client) -> builder(presented.given(), client, AuthorizationGrantType.AUTHORIZATION_CODE)
				.map((builder) -> authorization(builder, presented, value, client.getClientId())));
	}

	private static OAuth2Authorization authorization(OAuth2Authorization.Builder builder, PresentedCode presented,
			String value, String clientId) {
		Grant grant = presented.given().grant();
		IssuedCode code = presented.code();
		CodeBinding binding = code.binding();
		Map<String, Object> parameters = new HashMap<>();
		if (binding.nonce() != null) {
			parameters.put(OidcParameterNames.NONCE, binding.nonce());
		}
		if (binding.codeChallenge() != null) {
			parameters.put(PkceParameterNames.CODE_CHALLENGE, binding.codeChallenge());
			parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
		}
		builder.attribute(OAuth2AuthorizationRequest.class.getName(),
				OAuth2AuthorizationRequest.authorizationCode()
					.authorizationUri("/oauth2/authorize")
					// Nobody reads it, and the framework would put one together
					.authorizationRequestUri("/oauth2/authorize")
					.clientId(clientId)
					.redirectUri(binding.redirectUri())
					.scopes(grant.scopes())
					.additionalParameters(parameters)
					.build());
		OAuth2AuthorizationCode token = new OAuth2AuthorizationCode(value, code.issuedAt(), code.expiresAt());
		builder.token(token);
		if (presented.redeemedAt() != null) {
			// Stands for the tokens given for it, so that the framework ends them
			builder.accessToken(new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "given", code.issuedAt(),
					grant.endsAt()));
			builder.invalidate(token);
		}
		return builder.build();
	}

	private void redeem(OAuth2Authorization authorization, OAuth2AuthorizationCode code) {
		OAuth2Authorization.Token<OAuth2RefreshToken> refreshToken = authorization.getRefreshToken();
		Instant now = this.clock.instant();
		byte[] refreshDigest = (refreshToken == null) ? null
				: TokenSecrets.digest(refreshToken.getToken().getTokenValue());
		Instant refreshExpiresAt = (refreshToken == null) ? now : expiresAt(refreshToken.getToken());
		byte[] codeDigest = TokenSecrets.digest(code.getTokenValue());
		if (!this.postgres.redeem(codeDigest, refreshDigest, now, refreshExpiresAt)) {
			revokeReplayed(UUID.fromString(authorization.getId()), RevokeReason.CODE_REPLAYED);
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.CODE_USED_TWICE));
		}
	}

	private @Nullable OAuth2Authorization findByRefreshToken(String value) {
		Instant now = this.clock.instant();
		PresentedRefreshToken presented = this.refreshTokens.find(TokenSecrets.digest(value))
			.or(() -> none(Refusal.REFRESH_TOKEN_UNKNOWN))
			.filter((token) -> lives(token, now))
			.orElse(null);
		if (presented == null) {
			return null;
		}
		Grant grant = presented.grant();
		return client(grant)
			.flatMap((client) -> builder(presented.given(), client, AuthorizationGrantType.REFRESH_TOKEN))
			.map((builder) -> builder.attribute(PRESENTED, presented)
				.refreshToken(new OAuth2RefreshToken(value, presented.issuedAt(), presented.expiresAt()))
				// The framework takes sid and auth_time of the next ID token from this
				// one
				.token(new OidcIdToken("given", grant.createdAt(), grant.endsAt(),
						Map.of("sub", grant.accountId().toString())))
				.build())
			.orElse(null);
	}

	private static boolean lives(PresentedRefreshToken token, Instant now) {
		Grant grant = token.grant();
		if (!grant.isLive(now) || !now.isBefore(token.expiresAt())) {
			NotedRefusal
				.note((grant.revokedAt() != null) ? Refusal.REFRESH_TOKEN_REVOKED : Refusal.REFRESH_TOKEN_EXPIRED);
			return false;
		}
		if (!grant.outlivesSession() && token.session() == null) {
			NotedRefusal.note(Refusal.SESSION_OVER);
			return false;
		}
		return true;
	}

	private void refresh(OAuth2Authorization authorization, PresentedRefreshToken presented) {
		rotate(authorization, presented);
		LiveSession session = presented.session();
		if (session != null && !presented.grant().outlivesSession()) {
			this.sessions.touch(session);
		}
	}

	private void rotate(OAuth2Authorization authorization, PresentedRefreshToken presented) {
		OAuth2Authorization.Token<OAuth2RefreshToken> successor = authorization.getRefreshToken();
		Assert.state(successor != null, "a rotation brings a successor");
		UUID grantId = presented.grant().id();
		Instant now = this.clock.instant();
		if (this.refreshTokens.rotate(grantId, presented.generation(),
				TokenSecrets.digest(successor.getToken().getTokenValue()), now, expiresAt(successor.getToken()))) {
			return;
		}
		boolean forgiven = this.postgres.find(grantId)
			.filter((grant) -> grant.forgives(presented.generation(), refreshGrace(grant), now))
			.isPresent();
		if (!forgiven) {
			revokeReplayed(grantId, RevokeReason.REFRESH_TOKEN_REPLAYED);
			throw new OAuth2AuthenticationException(RefusalError.of(Refusal.REFRESH_TOKEN_REPLAYED));
		}
	}

	/** Commits by itself: the refusal that follows must not undo the alarm. */
	private void revokeReplayed(UUID grantId, RevokeReason reason) {
		this.transaction.executeWithoutResult(
				(status) -> this.postgres.find(grantId).ifPresent((grant) -> this.grants.revoke(grant, reason)));
	}

	/** What the framework knows of a grant; empty when its person may not sign in. */
	Optional<OAuth2Authorization.Builder> builder(GivenGrant given, RegisteredClient client,
			AuthorizationGrantType grantType) {
		Grant grant = given.grant();
		EnabledAccount giver = given.giver();
		if (giver == null) {
			return none(Refusal.PERSON_GONE);
		}
		SignedInAccount person = new SignedInAccount(giver.id(), grant.sessionId(), giver.username(), giver.roles(),
				grant.factors());
		return Optional.of(OAuth2Authorization.withRegisteredClient(client)
			.id(grant.id().toString())
			.principalName(grant.accountId().toString())
			.authorizationGrantType(grantType)
			.authorizedScopes(grant.scopes())
			.attribute(Particulars.class.getName(), grant.particulars())
			.attribute(Principal.class.getName(), new SessionAuthentication(person)));
	}

	/** Nothing is found, and the refusal that follows has a reason. */
	private static <T> Optional<T> none(Refusal refusal) {
		NotedRefusal.note(refusal);
		return Optional.empty();
	}

	private Optional<RegisteredClient> client(Grant grant) {
		return Optional.ofNullable(this.registeredClients.findById(grant.clientId().toString()));
	}

	private Duration refreshGrace(Grant grant) {
		return this.clients.findById(grant.clientId()).map(Client::refreshGrace).orElse(Duration.ZERO);
	}

	private static Instant expiresAt(OAuth2Token token) {
		Instant expiresAt = token.getExpiresAt();
		Assert.state(expiresAt != null, "codes and refresh tokens expire");
		return expiresAt;
	}

}
