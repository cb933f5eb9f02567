package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.session.LiveSession;
import dev.signet.session.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;

/**
 * Rotates refresh tokens (RFC 9700 §4.14.2): each is good once, and one that comes again
 * ends its family.
 */
@Component
public class RefreshTokens {

	private final PostgresRefreshTokens postgres;

	private final PostgresGrants rows;

	private final Grants grants;

	private final Clients clients;

	private final Sessions sessions;

	private final Clock clock;

	RefreshTokens(PostgresRefreshTokens postgres, PostgresGrants rows, Grants grants, Clients clients,
			Sessions sessions, Clock clock) {
		this.postgres = postgres;
		this.rows = rows;
		this.grants = grants;
		this.clients = clients;
		this.sessions = sessions;
		this.clock = clock;
	}

	/**
	 * Finds a token whose family lives, rotated away or not, of a person who may sign in.
	 * @throws OAuth2AuthenticationException with the reason why there is none
	 */
	public PresentedRefreshToken find(String value) {
		PresentedRefreshToken token = this.postgres.find(TokenSecrets.digest(value))
			.orElseThrow(() -> refusal(Refusal.REFRESH_TOKEN_UNKNOWN));
		Refusal problem = problem(token, this.clock.instant());
		if (problem != null) {
			throw refusal(problem);
		}
		return token;
	}

	/**
	 * Finds a token that is good at this moment: a use would give new ones. Uses nothing
	 * up.
	 */
	public Optional<PresentedRefreshToken> findGood(String value) {
		Instant now = this.clock.instant();
		return this.postgres.find(TokenSecrets.digest(value))
			.filter((token) -> problem(token, now) == null)
			.filter((token) -> token.generation() == token.grant().generation()
					|| token.grant().forgives(token.generation(), grace(token.grant()), now));
	}

	/**
	 * Puts a successor in the place of a token. Counts as activity of the session that
	 * the grant lives by.
	 * @throws OAuth2AuthenticationException when the token was rotated away before, and
	 * too long ago for its answer to have been lost; its family has ended then
	 */
	public void rotate(PresentedRefreshToken token, OAuth2RefreshToken successor) {
		Instant now = this.clock.instant();
		if (!this.postgres.rotate(token.grant().id(), token.generation(), successor, now) && !forgiven(token, now)) {
			this.grants.revoke(token.grant(), RevokeReason.REFRESH_TOKEN_REPLAYED);
			throw refusal(Refusal.REFRESH_TOKEN_REPLAYED);
		}
		LiveSession session = token.session();
		if (session != null && !token.grant().outlivesSession()) {
			this.sessions.touch(session);
		}
	}

	private @Nullable Refusal problem(PresentedRefreshToken token, Instant now) {
		Grant grant = token.grant();
		if (!grant.isLive(now) || !now.isBefore(token.expiresAt())) {
			return (grant.revokedAt() != null) ? Refusal.REFRESH_TOKEN_REVOKED : Refusal.REFRESH_TOKEN_EXPIRED;
		}
		if (token.session() == null && !(grant.outlivesSession() && mayOutliveSessions(grant.clientId()))) {
			return Refusal.SESSION_OVER;
		}
		return (token.given().giver() == null) ? Refusal.PERSON_GONE : null;
	}

	/** The scope may have been taken from the client since. */
	private boolean mayOutliveSessions(UUID clientId) {
		return this.clients.findById(clientId)
			.filter((client) -> client.scopes().contains(Grant.OFFLINE_ACCESS))
			.isPresent();
	}

	/** Asks again how the family stands: it was somebody else who rotated. */
	private boolean forgiven(PresentedRefreshToken token, Instant now) {
		return this.rows.find(token.grant().id())
			.filter((grant) -> grant.forgives(token.generation(), grace(grant), now))
			.isPresent();
	}

	private Duration grace(Grant grant) {
		return this.clients.findById(grant.clientId()).map(Client::refreshGrace).orElse(Duration.ZERO);
	}

	private static OAuth2AuthenticationException refusal(Refusal refusal) {
		return new OAuth2AuthenticationException(RefusalError.of(refusal));
	}

}
