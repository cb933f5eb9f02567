package dev.signet.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;
import dev.signet.database.DigestLookup;
import dev.signet.session.LiveSession;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * The statements behind refresh tokens: one finds all that decides about a token, one
 * issues what follows it. Each commits by itself, so a refresh needs no transaction.
 */
@Component
class PostgresRefreshTokens {

	private static final String FIND = "select " + DigestLookup.DIGEST + ", " + GrantRows.GIVEN + ", "
			+ LiveSession.COLUMNS + ", r.generation, r.issued_at, r.expires_at from " + DigestLookup.ASKED
			+ " join refresh_tokens r on r.digest = asked.digest join grants g on g.id = r.grant_id" + GrantRows.GIVER
			+ LiveSession.leftJoinedOn("g.session_id");

	private final JdbcClient jdbc;

	private final DigestLookup<PresentedRefreshToken> presented;

	PostgresRefreshTokens(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.presented = new DigestLookup<>(jdbc, clock, FIND, PostgresRefreshTokens::presented);
	}

	/**
	 * A token with its grant, the person who gave that, and the session under it. Callers
	 * at the same time share a statement.
	 */
	Optional<PresentedRefreshToken> find(byte[] digest) {
		return this.presented.find(digest);
	}

	private static PresentedRefreshToken presented(ResultSet row, int number) throws SQLException {
		return new PresentedRefreshToken(GrantRows.given(row), LiveSession.readOrNull(row), row.getInt("generation"),
				Columns.instant(row, "issued_at"), Columns.instant(row, "expires_at"));
	}

	/**
	 * Uses a code up and stores the first refresh token of its grant, if the grant lives.
	 * Whoever revokes that at this moment is waited for.
	 * @param use the update that uses the code {@code :code} up, unless it was used or
	 * has expired at {@code :now}; it returns {@code grant_id}
	 * @param refreshToken that token, or null when the client gets none
	 * @return whether this call is the one that used it
	 */
	boolean issueFirst(String use, byte[] codeDigest, @Nullable OAuth2RefreshToken refreshToken, Instant now) {
		return this.jdbc
			.sql("with used as (" + use
					+ """
							),
							live as (
							  select g.id, g.ends_at from grants g join used on used.grant_id = g.id
							  where g.revoked_at is null for share of g),
							issued as (
							  insert into refresh_tokens (digest, grant_id, generation, issued_at, expires_at)
							  select :refresh::bytea, id, 0, :now, least(:expires::timestamptz, ends_at) from live where :refresh::bytea is not null)
							select count(*) from live""")
			.param("code", codeDigest)
			.param("refresh", (refreshToken == null) ? null : TokenSecrets.digest(refreshToken.getTokenValue()))
			.param("now", Columns.moment(now))
			.param("expires", (refreshToken == null) ? null : Columns.moment(expiry(refreshToken)))
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Moves a family one generation on and stores the successor.
	 * @return whether this call is the one that rotated
	 */
	boolean rotate(UUID grantId, int presentedGeneration, OAuth2RefreshToken successor, Instant now) {
		return this.jdbc.sql("""
				with rotated as (
				  update grants set refresh_generation = refresh_generation + 1, refresh_rotated_at = :now
				  where id = :grant and refresh_generation = :presented and revoked_at is null
				  returning id, refresh_generation, ends_at)
				insert into refresh_tokens (digest, grant_id, generation, issued_at, expires_at)
				select :successor, id, refresh_generation, :now, least(:expires, ends_at) from rotated""")
			.param("grant", grantId)
			.param("presented", presentedGeneration)
			.param("successor", TokenSecrets.digest(successor.getTokenValue()))
			.param("now", Columns.moment(now))
			.param("expires", Columns.moment(expiry(successor)))
			.update() == 1;
	}

	private static Instant expiry(OAuth2RefreshToken token) {
		Instant expiresAt = token.getExpiresAt();
		Assert.state(expiresAt != null, "refresh tokens expire");
		return expiresAt;
	}

}
