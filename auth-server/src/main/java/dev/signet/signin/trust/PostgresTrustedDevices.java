package dev.signet.signin.trust;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.EnabledAccount;
import dev.signet.account.EnabledAccounts;
import dev.signet.database.Columns;
import dev.signet.session.Device;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of trusted devices. */
@Component
class PostgresTrustedDevices {

	private static final String LIVE = "expires_at > :now and trusted_at > :since";

	private final JdbcClient jdbc;

	PostgresTrustedDevices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * One row for each person in a browser; what was there before is replaced. Whoever
	 * shuts everybody out of the account at this moment is waited for, and waits for
	 * this.
	 * @return false when the account is in another generation by now
	 */
	boolean put(TrustedDevice trusted, AccountGeneration account, byte[] cookie, byte[] browser) {
		return this.jdbc.sql("""
				insert into trusted_devices (id, account_id, cookie_digest, browser_digest, user_agent, trusted_at,
				  expires_at)
				select :id, a.id, :cookie, :browser, :agent, :since, :until
				from accounts a where a.id = :account and a.generation = :generation for share
				on conflict (account_id, browser_digest) do update set id = excluded.id,
				  cookie_digest = excluded.cookie_digest, user_agent = excluded.user_agent,
				  trusted_at = excluded.trusted_at, expires_at = excluded.expires_at, last_used_at = null""")
			.param("id", trusted.id())
			.param("account", account.accountId().value())
			.param("generation", account.number())
			.param("cookie", cookie)
			.param("browser", browser)
			.param("agent", trusted.device().userAgent())
			.param("since", Columns.moment(trusted.since()))
			.param("until", Columns.moment(trusted.until()))
			.update() == 1;
	}

	/** Lets the cookie of a browser have another value, for all who trust it. */
	void move(byte[] browser, byte[] from, byte[] to) {
		this.jdbc.sql(
				"update trusted_devices set cookie_digest = :to where browser_digest = :browser and cookie_digest = :from")
			.param("browser", browser)
			.param("from", from)
			.param("to", to)
			.update();
	}

	/**
	 * The roles of a person who trusts a device, which is noted as used; empty when they
	 * do not.
	 * @param since only what was said later counts
	 */
	Optional<Set<String>> use(AccountId accountId, byte[] cookie, byte[] browser, Instant since, Instant now) {
		return this.jdbc
			.sql("with t as (update trusted_devices set last_used_at = :now where account_id = :account "
					+ "and cookie_digest = :cookie and browser_digest = :browser and " + LIVE
					+ " returning account_id) " + "select " + EnabledAccounts.COLUMNS + " from t"
					+ EnabledAccounts.joinedOn("t.account_id"))
			.param("account", accountId.value())
			.param("cookie", cookie)
			.param("browser", browser)
			.param("since", Columns.moment(since))
			.param("now", Columns.moment(now))
			.query((row, number) -> EnabledAccounts.read(row))
			.optional()
			.map(EnabledAccount::roles);
	}

	List<TrustedDevice> of(AccountId accountId, Instant since, Instant now) {
		return this.jdbc
			.sql("select * from trusted_devices where account_id = :account and " + LIVE + " order by trusted_at desc")
			.param("account", accountId.value())
			.param("since", Columns.moment(since))
			.param("now", Columns.moment(now))
			.query(PostgresTrustedDevices::read)
			.list();
	}

	/** All that is kept, also what does not count any more. */
	List<TrustedDevice> kept(AccountId accountId) {
		return of(accountId, Instant.EPOCH, Instant.EPOCH);
	}

	boolean delete(AccountId accountId, UUID id) {
		return this.jdbc.sql("delete from trusted_devices where id = :id and account_id = :account")
			.param("id", id)
			.param("account", accountId.value())
			.update() == 1;
	}

	List<UUID> deleteAll(AccountId accountId) {
		return this.jdbc.sql("delete from trusted_devices where account_id = :account returning id")
			.param("account", accountId.value())
			.query(UUID.class)
			.list();
	}

	/** All but those in one browser. */
	List<UUID> deleteOthers(AccountId accountId, byte[] browser) {
		return this.jdbc
			.sql("delete from trusted_devices where account_id = :account and browser_digest <> :browser returning id")
			.param("account", accountId.value())
			.param("browser", browser)
			.query(UUID.class)
			.list();
	}

	int deleteExpired(Instant now, int batch) {
		return this.jdbc.sql("""
				delete from trusted_devices where id in (
				  select id from trusted_devices where expires_at <= :now limit :batch for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("batch", batch)
			.update();
	}

	private static TrustedDevice read(ResultSet row, int number) throws SQLException {
		return new TrustedDevice(row.getObject("id", UUID.class),
				new Device(row.getString("user_agent"), null, HexFormat.of().formatHex(row.getBytes("browser_digest"))),
				Columns.instant(row, "trusted_at"), Columns.instant(row, "expires_at"),
				Columns.instantOrNull(row, "last_used_at"));
	}

}
