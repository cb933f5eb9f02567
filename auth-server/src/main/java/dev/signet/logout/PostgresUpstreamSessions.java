package dev.signet.logout;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.logout.UpstreamSignedOut;
import dev.signet.federation.provider.ProviderId;
import dev.signet.secret.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows behind {@link UpstreamSessions}.
 */
@Component
class PostgresUpstreamSessions {

	private final JdbcClient jdbc;

	PostgresUpstreamSessions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Waits for the session that is to open; a newer one of the browser takes its place.
	 */
	void expect(AccountId accountId, byte[] browserDigest, UpstreamSession upstream) {
		this.jdbc.sql("""
				delete from session_upstreams
				where session_id is null and account_id = :accountId and browser_digest = :browser
				""").param("accountId", accountId.value()).param("browser", browserDigest).update();
		URI endSession = upstream.endSession();
		this.jdbc.sql("""
				insert into session_upstreams (id, session_id, account_id, browser_digest, provider_id, issuer, subject,
				  sid, end_session, id_token, began_at)
				values (:id, null, :accountId, :browser, :providerId, :issuer, :subject, :sid, :endSession, :idToken,
				  :beganAt)
				""")
			.param("id", upstream.id())
			.param("accountId", accountId.value())
			.param("browser", browserDigest)
			.param("providerId", upstream.providerId().value())
			.param("issuer", upstream.issuer())
			.param("subject", upstream.subject())
			.param("sid", upstream.sid(), Types.VARCHAR)
			.param("endSession", (endSession != null) ? endSession.toString() : null, Types.VARCHAR)
			.param("idToken", upstream.sealedIdToken(), Types.BINARY)
			.param("beganAt", Columns.moment(upstream.beganAt()))
			.update();
	}

	/**
	 * Finds what waits for a session by its account and its browser; a newer word on the
	 * same person replaces the older.
	 */
	void attach(AccountId accountId, UUID sessionId, Instant after) {
		this.jdbc.sql("""
				delete from session_upstreams older using session_upstreams waiting, sessions s
				where s.id = :sessionId and older.session_id = s.id and waiting.session_id is null
				  and waiting.account_id = :accountId and waiting.browser_digest = s.browser_digest
				  and older.issuer = waiting.issuer and older.subject = waiting.subject
				""").param("sessionId", sessionId).param("accountId", accountId.value()).update();
		this.jdbc.sql("""
				update session_upstreams u set session_id = s.id, browser_digest = null
				from sessions s
				where s.id = :sessionId and u.session_id is null and u.account_id = :accountId
				  and u.browser_digest = s.browser_digest and u.began_at > :after
				""")
			.param("sessionId", sessionId)
			.param("accountId", accountId.value())
			.param("after", Columns.moment(after))
			.update();
	}

	/** What a session rests on, the newest first, and forgets it. */
	List<UpstreamSession> takeAll(UUID sessionId) {
		return this.jdbc.sql("""
				with taken as (delete from session_upstreams where session_id = :sessionId returning *)
				select * from taken order by began_at desc
				""").param("sessionId", sessionId).query(PostgresUpstreamSessions::upstreamSession).list();
	}

	/**
	 * The live sessions that rest on a person or a session over there. With both names,
	 * the session counts, where its name is known.
	 */
	List<UUID> of(ProviderId providerId, UpstreamSignedOut signedOut) {
		return this.jdbc.sql("""
				select distinct u.session_id from session_upstreams u join sessions s on s.id = u.session_id
				where u.provider_id = :providerId and u.issuer = :issuer and s.ended_at is null
				  and (u.sid = :sid or (u.subject = :subject and (u.sid is null or :sid::text is null)))
				order by u.session_id
				""")
			.param("providerId", providerId.value())
			.param("issuer", signedOut.issuer())
			.param("sid", signedOut.sid(), Types.VARCHAR)
			.param("subject", signedOut.subject(), Types.VARCHAR)
			.query(UUID.class)
			.list();
	}

	/** Some of the live sessions that rest on a provider. */
	List<UUID> of(ProviderId providerId, int most) {
		return this.jdbc.sql("""
				select distinct u.session_id from session_upstreams u join sessions s on s.id = u.session_id
				where u.provider_id = :providerId and s.ended_at is null order by u.session_id limit :most
				""").param("providerId", providerId.value()).param("most", most).query(UUID.class).list();
	}

	/** Whose sign-ins by a provider wait for a session, and forgets it. */
	List<Expected> takeExpected(ProviderId providerId) {
		return this.jdbc.sql("""
				delete from session_upstreams where provider_id = :providerId and session_id is null
				returning account_id, browser_digest
				""")
			.param("providerId", providerId.value())
			.query((row, number) -> new Expected(new AccountId(row.getObject("account_id", UUID.class)),
					row.getBytes("browser_digest")))
			.list();
	}

	/**
	 * Deletes what belongs to sessions that have ended, session by session: there are
	 * many more rows of those that are open.
	 * @param since how long ago at most; what ended earlier was deleted then
	 */
	int deleteOfEnded(Instant since, int batch) {
		return this.jdbc.sql("""
				delete from session_upstreams where id in (
				  select u.id from sessions s cross join lateral (
				    select id from session_upstreams where session_id = s.id for update skip locked) u
				  where s.ended_at > :since limit :batch)
				""").param("since", Columns.moment(since)).param("batch", batch).update();
	}

	/** Deletes what waited for a session in vain. */
	int deleteWaiting(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from session_upstreams where id in (
				  select id from session_upstreams where session_id is null and began_at <= :before
				  limit :batch for update skip locked)
				""").param("before", Columns.moment(before)).param("batch", batch).update();
	}

	/**
	 * Notes that a notice was taken.
	 * @return false when it was before
	 */
	boolean take(ProviderId providerId, String tokenId, Instant goodUntil) {
		return this.jdbc.sql("""
				insert into upstream_logouts (provider_id, token_digest, good_until)
				values (:providerId, :digest, :goodUntil) on conflict do nothing
				""")
			.param("providerId", providerId.value())
			.param("digest", Sha256.of(tokenId))
			.param("goodUntil", Columns.moment(goodUntil))
			.update() == 1;
	}

	/** Deletes notices that are too old to be taken again. */
	int deleteNoticesBefore(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from upstream_logouts where (provider_id, token_digest) in (
				  select provider_id, token_digest from upstream_logouts where good_until < :now limit :batch
				  for update skip locked)
				""").param("now", Columns.moment(now)).param("batch", batch).update();
	}

	/** What is kept of the sessions of an account, the newest first. */
	List<UpstreamSession> of(AccountId accountId) {
		return this.jdbc.sql("select * from session_upstreams where account_id = :accountId order by began_at desc, id")
			.param("accountId", accountId.value())
			.query(PostgresUpstreamSessions::upstreamSession)
			.list();
	}

	private static UpstreamSession upstreamSession(ResultSet row, int number) throws SQLException {
		return new UpstreamSession(row.getObject("id", UUID.class),
				new ProviderId(row.getObject("provider_id", UUID.class)), row.getString("issuer"),
				row.getString("subject"), row.getString("sid"), uri(row.getString("end_session")),
				row.getBytes("id_token"), Columns.instant(row, "began_at"));
	}

	private static @Nullable URI uri(@Nullable String text) {
		return (text != null) ? URI.create(text) : null;
	}

	/**
	 * A sign-in that waits for its session.
	 *
	 * @param accountId whose it is
	 * @param browserDigest the digest of the key of the browser
	 */
	record Expected(AccountId accountId, byte[] browserDigest) {
	}

}
