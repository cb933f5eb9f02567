package dev.signet.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of authenticator apps. */
@Component
class PostgresAuthenticators {

	private final JdbcClient jdbc;

	PostgresAuthenticators(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Row> find(AccountId accountId) {
		return this.jdbc
			.sql("select secret, last_step, added_at, last_used_at from authenticators where account_id = :account")
			.param("account", accountId.value())
			.query((row, number) -> read(row))
			.optional();
	}

	/** False when the account has one. */
	boolean insert(AccountId accountId, byte[] secret, long step, Instant now) {
		return write("on conflict (account_id) do nothing", accountId, secret, step, now);
	}

	boolean put(AccountId accountId, byte[] secret, long step, Instant now) {
		return write("""
				on conflict (account_id) do update set secret = excluded.secret, last_step = excluded.last_step,
					added_at = excluded.added_at, last_used_at = null""", accountId, secret, step, now);
	}

	/** False when the step, or a later one, was used meanwhile. */
	boolean use(AccountId accountId, long step, Instant now) {
		return this.jdbc.sql("""
				update authenticators set last_step = :step, last_used_at = :now
				where account_id = :account and last_step < :step""")
			.param("account", accountId.value())
			.param("step", step)
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	boolean delete(AccountId accountId) {
		return this.jdbc.sql("delete from authenticators where account_id = :account")
			.param("account", accountId.value())
			.update() == 1;
	}

	boolean deleteAddedAfter(AccountId accountId, Instant moment) {
		return this.jdbc.sql("delete from authenticators where account_id = :account and added_at > :moment")
			.param("account", accountId.value())
			.param("moment", Columns.moment(moment))
			.update() == 1;
	}

	private boolean write(String onConflict, AccountId accountId, byte[] secret, long step, Instant now) {
		return this.jdbc
			.sql("insert into authenticators (account_id, secret, last_step, added_at) "
					+ "values (:account, :secret, :step, :now) " + onConflict)
			.param("account", accountId.value())
			.param("secret", secret)
			.param("step", step)
			.param("now", Columns.moment(now))
			.update() == 1;
	}

	private static Row read(ResultSet row) throws SQLException {
		return new Row(row.getBytes("secret"), row.getLong("last_step"),
				new Authenticator(Columns.instant(row, "added_at"), Columns.instantOrNull(row, "last_used_at")));
	}

	/**
	 * One row.
	 *
	 * @param secret encrypted
	 * @param lastStep the last step whose code was used
	 * @param authenticator what others may know
	 */
	record Row(byte[] secret, long lastStep, Authenticator authenticator) {
	}

}
