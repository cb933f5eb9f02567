package dev.signet.session;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of known browsers. They are written in the statement that opens a session. */
@Repository
class PostgresKnownBrowsers {

	/**
	 * Two parts of a {@code with} before the insertion of a session, whose parameters
	 * they use, and whose part {@code admitted} with the account if it is to be opened:
	 * note its browser, if it has a key, and forget what is too many. What another
	 * sign-in is forgetting at this moment is left to it.
	 */
	static final String NOTE = """
			noted as (
				insert into known_browsers as k (account_id, browser_digest, first_signed_in_at, last_signed_in_at)
				select id, decode(:browserDigest, 'hex'), :createdAt, :createdAt from admitted
				where cast(:browserDigest as text) is not null
				on conflict (account_id, browser_digest) do update
					set last_signed_in_at = greatest(k.last_signed_in_at, excluded.last_signed_in_at), forgotten = false
			), forgotten as (
				delete from known_browsers where account_id = (select id from admitted) and browser_digest in (
					select browser_digest from known_browsers
					where account_id = :accountId and browser_digest is distinct from decode(:browserDigest, 'hex')
					order by last_signed_in_at desc offset %d for update skip locked)
			)
			""".formatted(KnownBrowsers.MOST - 1);

	private final JdbcClient jdbc;

	PostgresKnownBrowsers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Whether a browser is known of an account.
	 * @param forgottenToo whether also when it was forgotten since
	 */
	boolean exists(AccountId accountId, byte[] digest, Instant after, boolean forgottenToo) {
		return this.jdbc.sql("""
				select exists (select from known_browsers
					where account_id = :accountId and browser_digest = :digest and last_signed_in_at > :after
						and (:forgottenToo or not forgotten))
				""")
			.param("accountId", accountId.value())
			.param("digest", digest)
			.param("after", Columns.moment(after))
			.param("forgottenToo", forgottenToo)
			.query(Boolean.class)
			.single();
	}

	List<AccountId> people(byte[] digest, Instant after, int most) {
		return this.jdbc.sql("""
				select account_id from known_browsers
				where browser_digest = :digest and last_signed_in_at > :after and not forgotten
				order by last_signed_in_at desc limit :most
				""")
			.param("digest", digest)
			.param("after", Columns.moment(after))
			.param("most", most)
			.query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
			.list();
	}

	/** Whether a session was ended there on purpose, after which none was opened. */
	boolean left(byte[] digest) {
		return this.jdbc.sql("""
				with here as (
				  select s.created_at, s.ended_at, s.end_reason from known_browsers k
				  join sessions s on s.account_id = k.account_id and s.browser_digest = k.browser_digest
				  where k.browser_digest = :digest)
				select exists (select from here
				  where end_reason = any (:wanted) and ended_at >= (select max(created_at) from here))
				""")
			.param("digest", digest)
			.param("wanted",
					Stream.of(EndReason.values()).filter(EndReason::wanted).map(EndReason::name).toArray(String[]::new))
			.query(Boolean.class)
			.single();
	}

	/** The last one first. */
	List<Known> of(AccountId accountId) {
		return this.jdbc.sql("""
				select first_signed_in_at, last_signed_in_at from known_browsers where account_id = :accountId
				order by last_signed_in_at desc
				""")
			.param("accountId", accountId.value())
			.query((row, number) -> new Known(Columns.instant(row, "first_signed_in_at"),
					Columns.instant(row, "last_signed_in_at")))
			.list();
	}

	List<byte[]> digests(AccountId accountId) {
		return this.jdbc.sql("select browser_digest from known_browsers where account_id = :accountId")
			.param("accountId", accountId.value())
			.query((row, number) -> row.getBytes("browser_digest"))
			.list();
	}

	boolean onlyOthers(AccountId accountId, byte @Nullable [] digest, Instant after) {
		return this.jdbc.sql("""
				select count(*) > 0
					and not coalesce(bool_or(browser_digest = cast(:digest as bytea) and not forgotten), false)
				from known_browsers where account_id = :accountId and last_signed_in_at > :after
				""")
			.param("accountId", accountId.value())
			.param("digest", digest, Types.BINARY)
			.param("after", Columns.moment(after))
			.query(Boolean.class)
			.single();
	}

	/**
	 * Forgets all browsers of an account but one; the rows stay for {@link #left} and
	 * {@link #exists}.
	 * @param kept the digest of its key in hexadecimal digits, or null
	 */
	void forgetOthers(AccountId accountId, @Nullable String kept) {
		this.jdbc.sql("""
				update known_browsers set forgotten = true
				where account_id = :accountId and browser_digest is distinct from decode(cast(:kept as text), 'hex')
					and not forgotten
				""").param("accountId", accountId.value()).param("kept", kept).update();
	}

	int deleteBefore(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from known_browsers where (account_id, browser_digest) in (
					select account_id, browser_digest from known_browsers where last_signed_in_at <= :before
					limit :batch for update skip locked)
				""").param("before", Columns.moment(before)).param("batch", batch).update();
	}

	/**
	 * A browser that is known, without what makes it known.
	 *
	 * @param firstSignedInAt when a session was first opened there
	 * @param lastSignedInAt when one was last opened there
	 */
	record Known(Instant firstSignedInAt, Instant lastSignedInAt) {
	}

}
