package dev.signet.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.EnabledAccount;
import dev.signet.account.EnabledAccounts;
import dev.signet.account.Factor;
import dev.signet.account.FactorColumns;
import dev.signet.account.SignedInAccount;
import dev.signet.database.Columns;
import dev.signet.database.DigestLookup;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of sessions. A session is live while it has not ended and {@code expires_at},
 * the nearer of its two limits, lies ahead.
 */
@Repository
class PostgresSessions {

	private static final String FIND_PERSON = "select " + DigestLookup.DIGEST + ", s.id, s.last_seen_at, "
			+ "s.idle_seconds, s.expires_at, s.absolute_ends_at, s.longest_pause_seconds, s.factor_methods, "
			+ "s.factor_times, " + EnabledAccounts.COLUMNS + " from " + DigestLookup.ASKED
			+ " join sessions s on s.cookie_digest = asked.digest" + EnabledAccounts.joinedOn("s.account_id")
			+ "where s.ended_at is null and s.expires_at > :now";

	private final JdbcClient jdbc;

	private final DigestLookup<Person> people;

	PostgresSessions(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.people = new DigestLookup<>(jdbc, clock, FIND_PERSON, PostgresSessions::person);
	}

	/**
	 * Notes also, in the same statement, that the browser is known from now on. Whoever
	 * shuts everybody out of the account at this moment is waited for, and waits for
	 * this: the lock is one that their update and this cannot have at once.
	 * @return false, and then nothing was written, when the account is in another
	 * generation by now
	 */
	boolean insert(Session session, AccountGeneration generation, byte[] cookieDigest, Duration idle) {
		return this.jdbc.sql("""
				with admitted as (
					select id from accounts where id = :accountId and generation = :generation for share
				),
				""" + PostgresKnownBrowsers.NOTE + """
				insert into sessions (id, cookie_digest, account_id, browser_digest, created_at, last_seen_at,
					idle_seconds, absolute_ends_at, expires_at, remembered, user_agent, ip,
					factor_methods, factor_times)
				select :id, :cookieDigest, id, decode(:browserDigest, 'hex'), :createdAt, :createdAt,
					:idleSeconds, :absoluteEndsAt, :expiresAt, :remembered, :userAgent, :ip,
					:methods, :times
				from admitted
				""")
			.param("id", session.id())
			.param("cookieDigest", cookieDigest)
			.param("accountId", session.accountId().value())
			.param("generation", generation.number())
			.param("browserDigest", session.device().browserDigest())
			.param("createdAt", Columns.moment(session.createdAt()))
			.param("idleSeconds", idle.toSeconds())
			.param("absoluteEndsAt", Columns.moment(session.absoluteEndsAt()))
			.param("expiresAt", Columns.moment(session.expiresAt()))
			.param("remembered", session.remembered())
			.param("userAgent", session.device().userAgent())
			.param("ip", session.device().ip())
			.param("methods", FactorColumns.methods(session.factors()))
			.param("times", FactorColumns.times(session.factors()))
			.update() == 1;
	}

	/**
	 * Who is signed in in a live session, read together with it. Callers at the same time
	 * share a statement.
	 */
	Optional<Person> findPerson(byte[] cookieDigest) {
		return this.people.find(cookieDigest);
	}

	/**
	 * Notes that a live session was seen, unless that was noted after {@code before}.
	 * Whoever holds the row already ends it, renews it or notes the same, so the note
	 * never waits.
	 */
	void noteSeen(UUID id, Instant before, Instant now) {
		this.jdbc.sql("""
				update sessions set last_seen_at = :now,
					longest_pause_seconds = greatest(longest_pause_seconds,
						extract(epoch from :now - last_seen_at)::integer),
					expires_at = least(:now + make_interval(secs => idle_seconds), absolute_ends_at)
				where id in (
					select id from sessions
					where id = :id and ended_at is null and expires_at > :now and last_seen_at <= :before
					for no key update skip locked)
				""").param("id", id).param("before", Columns.moment(before)).param("now", Columns.moment(now)).update();
	}

	/** A live session that nobody else changes until the transaction ends. */
	Optional<Session> lock(UUID id, Instant now) {
		return this.jdbc
			.sql("select * from sessions where id = :id and ended_at is null and expires_at > :now for no key update")
			.param("id", id)
			.param("now", Columns.moment(now))
			.query(PostgresSessions::session)
			.optional();
	}

	/** The same, if it is of an account that is still in this generation. */
	Optional<Session> lock(UUID id, AccountGeneration generation, Instant now) {
		return this.jdbc.sql("""
				select * from sessions where id = :id and ended_at is null and expires_at > :now
					and account_id = (select id from accounts where id = :accountId and generation = :generation)
				for no key update
				""")
			.param("id", id)
			.param("accountId", generation.accountId().value())
			.param("generation", generation.number())
			.param("now", Columns.moment(now))
			.query(PostgresSessions::session)
			.optional();
	}

	/**
	 * Gives a session another cookie and other factors.
	 * @param begun whether the person has begun a sign-in anew, after which pauses from
	 * before do not matter
	 */
	void renew(UUID id, byte[] cookieDigest, List<Factor> factors, boolean begun, Instant now) {
		this.jdbc.sql("""
				update sessions set cookie_digest = :cookieDigest, factor_methods = :methods,
					factor_times = :times, last_seen_at = :now,
					longest_pause_seconds = case when :begun then 0 else greatest(longest_pause_seconds,
						extract(epoch from :now - last_seen_at)::integer) end,
					expires_at = least(:now + make_interval(secs => idle_seconds), absolute_ends_at)
				where id = :id
				""")
			.param("id", id)
			.param("cookieDigest", cookieDigest)
			.param("methods", FactorColumns.methods(factors))
			.param("times", FactorColumns.times(factors))
			.param("begun", begun)
			.param("now", Columns.moment(now))
			.update();
	}

	List<Session> of(AccountId accountId, Instant now) {
		return this.jdbc.sql("""
				select * from sessions where account_id = :accountId and ended_at is null and expires_at > :now
				order by last_seen_at desc, created_at desc
				""")
			.param("accountId", accountId.value())
			.param("now", Columns.moment(now))
			.query(PostgresSessions::session)
			.list();
	}

	List<Session> known(Collection<UUID> ids) {
		return this.jdbc.sql("select * from sessions where id = any (:ids)")
			.param("ids", ids.toArray(UUID[]::new))
			.query(PostgresSessions::session)
			.list();
	}

	/** All that is kept of an account's sessions, the last opened first. */
	List<Kept> kept(AccountId accountId) {
		return this.jdbc.sql("select * from sessions where account_id = :accountId order by created_at desc, id")
			.param("accountId", accountId.value())
			.query(PostgresSessions::kept)
			.list();
	}

	boolean provedAfter(AccountId accountId, Instant moment) {
		return this.jdbc.sql("""
				select exists (select from sessions
				  where account_id = :accountId and (created_at > :moment or :moment < any (factor_times)))
				""")
			.param("accountId", accountId.value())
			.param("moment", Columns.moment(moment))
			.query(Boolean.class)
			.single();
	}

	List<SessionEnded> end(UUID id, EndReason reason, Instant now) {
		return this.jdbc.sql("""
				update sessions set ended_at = :now, end_reason = :reason where id = :id and ended_at is null
				returning id, account_id, end_reason
				""")
			.param("id", id)
			.param("reason", reason.name())
			.param("now", Columns.moment(now))
			.query(PostgresSessions::ended)
			.list();
	}

	List<SessionEnded> end(AccountId accountId, UUID id, EndReason reason, Instant now) {
		return this.jdbc.sql("""
				update sessions set ended_at = :now, end_reason = :reason
				where id = :id and account_id = :accountId and ended_at is null
				returning id, account_id, end_reason
				""")
			.param("id", id)
			.param("accountId", accountId.value())
			.param("reason", reason.name())
			.param("now", Columns.moment(now))
			.query(PostgresSessions::ended)
			.list();
	}

	List<SessionEnded> endAll(AccountId accountId, EndReason reason, Instant now) {
		return endAllBut(accountId, null, reason, now);
	}

	/**
	 * Takes the rows in order of id, so that two who end the same ones cannot block each
	 * other.
	 */
	List<SessionEnded> endAllBut(AccountId accountId, @Nullable UUID kept, EndReason reason, Instant now) {
		return this.jdbc.sql("""
				with live as (
					select id from sessions
					where account_id = :accountId and id is distinct from :kept and ended_at is null
					order by id for no key update
				)
				update sessions set ended_at = :now, end_reason = :reason where id in (select id from live)
				returning id, account_id, end_reason
				""")
			.param("accountId", accountId.value())
			.param("kept", kept, Types.OTHER)
			.param("reason", reason.name())
			.param("now", Columns.moment(now))
			.query(PostgresSessions::ended)
			.list();
	}

	/** Leaves out what somebody else is ending or using at this moment. */
	List<SessionEnded> endOverdue(int batch, Instant now) {
		return this.jdbc.sql("""
				with overdue as (
					select id from sessions where expires_at <= :now and ended_at is null
					order by expires_at limit :batch for no key update skip locked
				)
				update sessions set ended_at = :now, end_reason = :reason where id in (select id from overdue)
				returning id, account_id, end_reason
				""")
			.param("batch", batch)
			.param("reason", EndReason.EXPIRED.name())
			.param("now", Columns.moment(now))
			.query(PostgresSessions::ended)
			.list();
	}

	int deleteEndedBefore(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from sessions where id in (
					select id from sessions where ended_at < :before order by ended_at limit :batch
					for update skip locked)
				""").param("before", Columns.moment(before)).param("batch", batch).update();
	}

	private static Session session(ResultSet row, int number) throws SQLException {
		byte @Nullable [] browserDigest = row.getBytes("browser_digest");
		return new Session(row.getObject("id", UUID.class), new AccountId(row.getObject("account_id", UUID.class)),
				FactorColumns.read(row),
				new Device(row.getString("user_agent"), row.getString("ip"),
						(browserDigest != null) ? HexFormat.of().formatHex(browserDigest) : null),
				Columns.instant(row, "created_at"), Columns.instant(row, "last_seen_at"),
				Columns.instant(row, "expires_at"), Columns.instant(row, "absolute_ends_at"),
				row.getBoolean("remembered"));
	}

	private static Kept kept(ResultSet row, int number) throws SQLException {
		String reason = row.getString("end_reason");
		return new Kept(session(row, number), (reason != null) ? Columns.instant(row, "ended_at") : null, reason);
	}

	private static Person person(ResultSet row, int number) throws SQLException {
		EnabledAccount account = EnabledAccounts.read(row);
		UUID id = row.getObject("id", UUID.class);
		return new Person(
				new SignedInAccount(account.id(), id, account.username(), account.roles(), FactorColumns.read(row),
						account.locale()),
				new LiveSession(id, Columns.instant(row, "last_seen_at")),
				Duration.ofSeconds(row.getInt("idle_seconds")),
				new SessionTimes(Duration.ofSeconds(row.getInt("longest_pause_seconds")),
						Columns.instant(row, "expires_at"), Columns.instant(row, "absolute_ends_at")));
	}

	private static SessionEnded ended(ResultSet row, int number) throws SQLException {
		return new SessionEnded(row.getObject("id", UUID.class), new AccountId(row.getObject("account_id", UUID.class)),
				EndReason.valueOf(row.getString("end_reason")));
	}

	/**
	 * A session, ended or not.
	 *
	 * @param session as it was when it was last used
	 * @param endedAt when it ended, or null
	 * @param endReason the name of why, which a newer version may have stored, or null
	 */
	record Kept(Session session, @Nullable Instant endedAt, @Nullable String endReason) {
	}

	/**
	 * A person in their session.
	 *
	 * @param account who is signed in
	 * @param session where
	 * @param idle how long the session lasts without being used
	 * @param noted how it stood when it was last noted to be in use
	 */
	record Person(SignedInAccount account, LiveSession session, Duration idle, SessionTimes noted) {

		/** How it stands now, if this moment is not noted as use. */
		SessionTimes times(Instant now) {
			return new SessionTimes(longestPause(now), this.noted.endsAt(), this.noted.endsAtLatest());
		}

		/**
		 * How it stands now that it is used.
		 * @param notedAgainAfter so long after the last note, this use is noted
		 */
		SessionTimes times(Instant now, Duration notedAgainAfter) {
			Instant latest = this.noted.endsAtLatest();
			if (this.session.lastSeenAt().plus(notedAgainAfter).isAfter(now)) {
				return times(now);
			}
			Instant endsAt = now.plus(this.idle);
			return new SessionTimes(longestPause(now), endsAt.isBefore(latest) ? endsAt : latest, latest);
		}

		private Duration longestPause(Instant now) {
			Duration pause = Duration.between(this.session.lastSeenAt(), now);
			return (pause.compareTo(this.noted.longestPause()) > 0) ? pause : this.noted.longestPause();
		}

	}

}
