package dev.signet.signin.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of those who asked for a code by mail. Each has a row, whoever they named; a
 * row without an account has no code that could be right.
 */
@Component
class PostgresMailedSignIns {

	private static final String COLUMNS = "id, account_id, address, remembered, asked_at, "
			+ "(select generation from accounts a where a.id = account_id) as generation";

	private static final String LIVE = "browser_digest = :browser and expires_at > :now";

	private final JdbcClient jdbc;

	PostgresMailedSignIns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What the browser had asked for before is over. */
	void insert(UUID id, byte[] browser, boolean remembered, Instant now, Instant expiresAt) {
		this.jdbc.sql("""
				insert into mailed_sign_ins (browser_digest, id, remembered, asked_at, expires_at)
				values (:browser, :id, :remembered, :now, :expires)
				on conflict (browser_digest) do update set id = excluded.id, account_id = null, address = null,
				  code_digest = null, token_digest = null, remembered = excluded.remembered, tries = 0,
				  asked_at = excluded.asked_at, expires_at = excluded.expires_at""")
			.param("browser", browser)
			.param("id", id)
			.param("remembered", remembered)
			.param("now", Columns.moment(now))
			.param("expires", Columns.moment(expiresAt))
			.update();
	}

	/** Whether a browser has asked for nothing else since. */
	boolean current(UUID id, byte[] browser) {
		return this.jdbc.sql("select exists (select from mailed_sign_ins where browser_digest = :browser and id = :id)")
			.param("browser", browser)
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Takes the codes of an account back. The rows stay: whoever asked learns nothing.
	 */
	void disarm(AccountId accountId) {
		this.jdbc.sql("""
				update mailed_sign_ins
				set account_id = null, address = null, code_digest = null, token_digest = null
				where account_id = :account""").param("account", accountId.value()).update();
	}

	/**
	 * Makes a code and a link good.
	 * @return false when the browser has asked for something else since
	 */
	boolean arm(UUID id, byte[] browser, AccountId accountId, EmailAddress address, byte[] code, byte[] token) {
		return this.jdbc.sql("""
				update mailed_sign_ins
				set account_id = :account, address = :address, code_digest = :code, token_digest = :token
				where browser_digest = :browser and id = :id""")
			.param("browser", browser)
			.param("id", id)
			.param("account", accountId.value())
			.param("address", address.value())
			.param("code", code)
			.param("token", token)
			.update() == 1;
	}

	boolean awaited(byte[] browser, int most, Instant now) {
		return this.jdbc.sql("select exists (select from mailed_sign_ins where " + LIVE + " and tries < :most)")
			.param("browser", browser)
			.param("most", most)
			.param("now", Columns.moment(now))
			.query(Boolean.class)
			.single();
	}

	/** Counts a try; empty when there is none left. */
	Optional<MailedSignIn> tryCode(byte[] browser, int most, Instant now) {
		return this.jdbc
			.sql("update mailed_sign_ins set tries = tries + 1 where " + LIVE + " and tries < :most returning "
					+ COLUMNS)
			.param("browser", browser)
			.param("most", most)
			.param("now", Columns.moment(now))
			.query(PostgresMailedSignIns::read)
			.optional();
	}

	/** Uses it up. Of several callers one gets it; the others wait for that. */
	Optional<MailedSignIn> useCode(byte[] browser, byte[] code, Instant now) {
		return byDigest("delete from mailed_sign_ins where " + LIVE + " and code_digest = :digest returning " + COLUMNS,
				browser, code, now);
	}

	/** As {@link #useCode}, by the link. */
	Optional<MailedSignIn> useToken(byte[] browser, byte[] token, Instant now) {
		return byDigest(
				"delete from mailed_sign_ins where " + LIVE + " and token_digest = :digest returning " + COLUMNS,
				browser, token, now);
	}

	/** What a link belongs to, in whatever browser that was asked for. */
	Optional<MailedSignIn> find(byte[] token, Instant now) {
		return this.jdbc
			.sql("select " + COLUMNS + " from mailed_sign_ins where token_digest = :token and expires_at > :now")
			.param("token", token)
			.param("now", Columns.moment(now))
			.query(PostgresMailedSignIns::read)
			.optional();
	}

	/** What a link belongs to, if that was asked for in this browser. */
	Optional<MailedSignIn> find(byte[] browser, byte[] token, Instant now) {
		return byDigest("select " + COLUMNS + " from mailed_sign_ins where " + LIVE + " and token_digest = :digest",
				browser, token, now);
	}

	private Optional<MailedSignIn> byDigest(String sql, byte[] browser, byte[] digest, Instant now) {
		return this.jdbc.sql(sql)
			.param("browser", browser)
			.param("digest", digest)
			.param("now", Columns.moment(now))
			.query(PostgresMailedSignIns::read)
			.optional();
	}

	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from mailed_sign_ins where browser_digest in (
				  select browser_digest from mailed_sign_ins where expires_at <= :now
				  limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	private static MailedSignIn read(ResultSet row, int number) throws SQLException {
		@Nullable UUID account = row.getObject("account_id", UUID.class);
		@Nullable String address = row.getString("address");
		return new MailedSignIn(row.getObject("id", UUID.class),
				(account != null) ? new AccountGeneration(new AccountId(account), row.getInt("generation")) : null,
				(address != null) ? new EmailAddress(address) : null, row.getBoolean("remembered"),
				Columns.instant(row, "asked_at"));
	}

}
