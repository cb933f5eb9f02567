package dev.signet.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EnabledAccount;
import dev.signet.account.EnabledAccounts;
import dev.signet.account.FactorColumns;
import dev.signet.consent.Consents;
import dev.signet.database.Columns;
import dev.signet.database.DigestLookup;
import dev.signet.session.LiveSession;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;

/**
 * The statements behind grants. Each step that must happen once is one statement whose
 * row count decides, so no caller can read, check and then lose a race.
 */
@Component
class PostgresGrants {

	private static final String USE_CODE = """
			update authorization_codes set redeemed_at = :now
			where digest = :code and redeemed_at is null and expires_at > :now
			returning grant_id""";

	private static final String FIND_BY_CODE = "select " + DigestLookup.DIGEST + ", " + GrantRows.GIVEN
			+ ", c.redirect_uri, c.nonce, c.code_challenge, c.expires_at, c.redeemed_at from " + DigestLookup.ASKED
			+ " join authorization_codes c on c.digest = asked.digest" + " join grants g on g.id = c.grant_id"
			+ GrantRows.GIVER;

	private final JdbcClient jdbc;

	private final PostgresRefreshTokens refreshTokens;

	private final DigestLookup<PresentedCode> codes;

	PostgresGrants(JdbcClient jdbc, PostgresRefreshTokens refreshTokens, Clock clock) {
		this.jdbc = jdbc;
		this.refreshTokens = refreshTokens;
		this.codes = new DigestLookup<>(jdbc, clock, FIND_BY_CODE, PostgresGrants::presentedCode);
	}

	/**
	 * Stores a new grant together with its authorization code, if the session is not over
	 * by now and nothing of it was taken back.
	 * @param consented what of it the person must have allowed
	 */
	Insertion insert(Grant grant, Set<String> consented, IssuedCode code, byte[] digest) {
		return this.jdbc
			.sql("with " + LiveSession.HELD + ", " + Consents.HELD
					+ """
							, given as (
							  insert into grants (id, account_id, client_id, session_id, scopes, resources, id_token_claims,
							    user_info_claims, factor_methods, factor_times, created_at, ends_at)
							  select :id, :account, :client, id, :scopes, :resources, :idTokenClaims, :userInfoClaims,
							    :methods, :times, :now, :ends
							  from live where (select count(*) from allowed) = cardinality(:consented)
							  returning id),
							issued as (
							  insert into authorization_codes (digest, grant_id, redirect_uri, nonce, code_challenge, issued_at, expires_at)
							  select :digest, id, :redirectUri, :nonce, :codeChallenge, :issued, :expires from given
							  returning grant_id)
							select case when not exists (select from live) then 'SESSION_OVER'
							  when exists (select from issued) then 'STORED' else 'CONSENT_GONE' end""")
			.param("id", grant.id())
			.param("account", grant.accountId().value())
			.param("client", grant.clientId())
			.param("session", grant.sessionId())
			.param("consented", consented.toArray(String[]::new))
			.param("scopes", grant.scopes().toArray(String[]::new))
			.param("resources", grant.particulars().resources().toArray(String[]::new))
			.param("idTokenClaims", grant.particulars().idTokenClaims().toArray(String[]::new))
			.param("userInfoClaims", grant.particulars().userInfoClaims().toArray(String[]::new))
			.param("methods", FactorColumns.methods(grant.factors()))
			.param("times", FactorColumns.times(grant.factors()))
			.param("now", Columns.moment(grant.createdAt()))
			.param("ends", Columns.moment(grant.endsAt()))
			.param("digest", digest)
			.param("redirectUri", code.binding().redirectUri())
			.param("nonce", code.binding().nonce())
			.param("codeChallenge", code.binding().codeChallenge())
			.param("issued", Columns.moment(code.issuedAt()))
			.param("expires", Columns.moment(code.expiresAt()))
			.query((row, number) -> Insertion.valueOf(row.getString(1)))
			.single();
	}

	Optional<Grant> find(UUID id) {
		return this.jdbc.sql("select " + GrantRows.COLUMNS + " from grants g where g.id = :id")
			.param("id", id)
			.query((row, number) -> GrantRows.grant(row))
			.optional();
	}

	/** A grant with the person who gave it. */
	Optional<GivenGrant> findGiven(UUID id) {
		return this.jdbc.sql("select " + GrantRows.GIVEN + " from grants g" + GrantRows.GIVER + "where g.id = :id")
			.param("id", id)
			.query((row, number) -> GrantRows.given(row))
			.optional();
	}

	/**
	 * A code with its grant and the person who gave that. Callers at the same time share
	 * a statement.
	 */
	Optional<PresentedCode> findByCode(byte[] digest) {
		return this.codes.find(digest);
	}

	private static PresentedCode presentedCode(ResultSet row, int number) throws SQLException {
		return new PresentedCode(GrantRows.given(row),
				new CodeBinding(row.getString("redirect_uri"), row.getString("nonce"), row.getString("code_challenge")),
				Columns.instant(row, "expires_at"), Columns.instantOrNull(row, "redeemed_at"));
	}

	/**
	 * Redeems a code and stores the first refresh token with it.
	 * @param refreshToken that token, or null when the client gets none
	 * @return whether this call is the one that redeemed it
	 */
	boolean redeem(byte[] codeDigest, @Nullable OAuth2RefreshToken refreshToken, Instant now) {
		return this.refreshTokens.issueFirst(USE_CODE, codeDigest, refreshToken, now);
	}

	Set<UUID> signedInClients(UUID sessionId) {
		return this.jdbc
			.sql("select distinct client_id from grants where session_id = :session and 'openid' = any (scopes)")
			.param("session", sessionId)
			.query(UUID.class)
			.set();
	}

	List<Grants.Access> access(AccountId accountId, Instant now) {
		return this.jdbc.sql("""
				select g.client_id, array_agg(distinct s.scope) as scopes, min(g.created_at) as since,
				  max(greatest(g.created_at, g.refresh_rotated_at)) as last_used_at
				from grants g, unnest(g.scopes) as s (scope)
				where g.account_id = :account and g.revoked_at is null and g.ends_at > :now
				group by g.client_id order by last_used_at desc, g.client_id""")
			.param("account", accountId.value())
			.param("now", Columns.moment(now))
			.query((row, number) -> new Grants.Access(row.getObject("client_id", UUID.class),
					Columns.set(row, "scopes"), Columns.instant(row, "since"), Columns.instant(row, "last_used_at")))
			.list();
	}

	List<Grant> given(AccountId accountId, Instant before, int most) {
		return this.jdbc.sql("select " + GrantRows.COLUMNS + """
				 from grants g where g.account_id = :account and g.created_at < :before
				order by g.created_at desc, g.id limit :most""")
			.param("account", accountId.value())
			.param("before", Columns.moment(before))
			.param("most", most)
			.query((row, number) -> GrantRows.grant(row))
			.list();
	}

	/**
	 * All of them, page after page, the newest first; the first page comes after null.
	 */
	List<Grant> givenAfter(AccountId accountId, @Nullable Grant last, int most) {
		return this.jdbc
			.sql("select " + GrantRows.COLUMNS + " from grants g where g.account_id = :account"
					+ ((last == null) ? "" : " and (g.created_at, g.id) < (:created, :id)")
					+ " order by g.created_at desc, g.id desc limit :most")
			.param("account", accountId.value())
			.param("created", (last == null) ? null : Columns.moment(last.createdAt()))
			.param("id", (last == null) ? null : last.id())
			.param("most", most)
			.query((row, number) -> GrantRows.grant(row))
			.list();
	}

	/** Revokes one grant; the first reason stays. */
	boolean revoke(UUID grantId, RevokeReason reason, Instant now) {
		return revoke("id = :id", grantId, reason, now) > 0;
	}

	int revokeOfAccount(AccountId accountId, RevokeReason reason, Instant now) {
		return revoke("account_id = :id", accountId.value(), reason, now);
	}

	/**
	 * Revokes what hung on a session: all grants that may not outlive it, and those whose
	 * code was not redeemed yet.
	 */
	int revokeOfSession(UUID sessionId, RevokeReason reason, Instant now) {
		return revoke("""
				session_id = :id and (not 'offline_access' = any (scopes)
				  or exists (select 1 from authorization_codes c where c.grant_id = grants.id and c.redeemed_at is null)
				  or exists (select 1 from device_codes d where d.grant_id = grants.id and d.redeemed_at is null))""",
				sessionId, reason, now);
	}

	int revokeOfConsent(AccountId accountId, UUID clientId, Instant now) {
		return this.jdbc.sql("""
				update grants set revoked_at = :now, revoke_reason = :reason
				where account_id = :account and client_id = :client and revoked_at is null""")
			.param("account", accountId.value())
			.param("client", clientId)
			.param("reason", RevokeReason.CONSENT_WITHDRAWN.name())
			.param("now", Columns.moment(now))
			.update();
	}

	int revokeOfClient(UUID clientId, RevokeReason reason, Instant now) {
		return revoke("client_id = :id", clientId, reason, now);
	}

	boolean revokeAccessToken(String jti, Instant expiresAt) {
		return this.jdbc
			.sql("insert into revoked_access_tokens (jti, expires_at) values (:jti, :expires) on conflict do nothing")
			.param("jti", jti)
			.param("expires", Columns.moment(expiresAt))
			.update() == 1;
	}

	/**
	 * Which of these access tokens stand: not on the list of revoked ones, and, where a
	 * person gave them, under a grant that lives, of a person who may sign in. One
	 * statement.
	 */
	Map<SignedToken, Standing> standing(Set<SignedToken> tokens, Instant now) {
		Map<SignedToken, Standing> standing = new HashMap<>();
		// In selects of their own, for the reason that DigestLookup gives
		this.jdbc.sql("select asked.jti, asked.grant_id, " + EnabledAccounts.COLUMNS + """
				 from unnest((select :ids)::text[], (select :grants)::uuid[]) as asked (jti, grant_id)
				left join (grants g""" + EnabledAccounts.joinedOn("g.account_id") + """
				) on g.id = asked.grant_id and g.revoked_at is null and g.ends_at > :now
				where (asked.grant_id is null or g.id is not null)
				  and not exists (select 1 from revoked_access_tokens r where r.jti = asked.jti)""")
			.param("ids", tokens.stream().map(SignedToken::jti).toArray(String[]::new))
			.param("grants", tokens.stream().map(SignedToken::grantId).toArray(UUID[]::new))
			.param("now", Columns.moment(now))
			.query((row) -> {
				UUID grantId = row.getObject("grant_id", UUID.class);
				standing.put(new SignedToken(row.getString("jti"), grantId),
						new Standing((grantId == null) ? null : EnabledAccounts.read(row)));
			});
		return standing;
	}

	/**
	 * Deletes at most a batch of rows past their time, most dependent first.
	 * @return how many rows went
	 */
	int sweep(Instant codesBefore, Instant grantsBefore, Instant now, int batch) {
		return delete("authorization_codes", "digest", "expires_at", codesBefore, batch)
				+ delete("refresh_tokens", "digest", "expires_at", grantsBefore, batch)
				+ delete("grants", "id", "ends_at", grantsBefore, batch)
				+ delete("revoked_access_tokens", "jti", "expires_at", now, batch);
	}

	private int delete(String table, String key, String column, Instant before, int batch) {
		return this.jdbc
			.sql("delete from %1$s where %2$s in (select %2$s from %1$s where %3$s < :before limit :batch)"
				.formatted(table, key, column))
			.param("before", Columns.moment(before))
			.param("batch", batch)
			.update();
	}

	private int revoke(String condition, UUID id, RevokeReason reason, Instant now) {
		return this.jdbc
			.sql("update grants set revoked_at = :now, revoke_reason = :reason where revoked_at is null and "
					+ condition)
			.param("id", id)
			.param("reason", reason.name())
			.param("now", Columns.moment(now))
			.update();
	}

	/** What became of a new grant. */
	enum Insertion {

		STORED, SESSION_OVER, CONSENT_GONE

	}

	/**
	 * A signed access token that somebody asks about.
	 *
	 * @param jti its identifier
	 * @param grantId the grant that it names, or null when no person gave it
	 */
	record SignedToken(String jti, @Nullable UUID grantId) {
	}

	/**
	 * That a token stands.
	 *
	 * @param giver who gave the grant that it names, or null when it names none
	 */
	record Standing(@Nullable EnabledAccount giver) {
	}

}
