package dev.signet.account;

import java.time.Instant;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Replaces main addresses. As with new accounts, the unique constraint decides without an
 * exception whose message would carry somebody's address into the log: the new address
 * comes in beside the old one, and then takes its place.
 */
@Component
class PostgresEmailChanges {

	private final JdbcClient jdbc;

	PostgresEmailChanges(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Replaces the main address inside the caller's transaction.
	 * @return whether the address was free
	 */
	boolean change(AccountId accountId, AccountEmail email) {
		Instant now = email.createdAt();
		// First, so that two changes of one account come one after the other
		touch(accountId, now);
		if (!insert(accountId, email, now)) {
			return false;
		}
		this.jdbc.sql("delete from account_emails where account_id = :account and main")
			.param("account", accountId.value())
			.update();
		this.jdbc.sql("update account_emails set main = true where id = :id").param("id", email.id()).update();
		return true;
	}

	private void touch(AccountId accountId, Instant now) {
		this.jdbc.sql("update accounts set version = version + 1, updated_at = :now where id = :account")
			.param("now", Columns.moment(now))
			.param("account", accountId.value())
			.update();
	}

	private boolean insert(AccountId accountId, AccountEmail email, Instant now) {
		return this.jdbc.sql("""
				insert into account_emails (id, account_id, address, address_normalised, main, verified_at, created_at)
				values (:id, :account, :address, :addressNormalised, false, :now, :now)
				on conflict (address_normalised) do nothing""")
			.param("id", email.id())
			.param("account", accountId.value())
			.param("address", email.address())
			.param("addressNormalised", email.addressNormalised())
			.param("now", Columns.moment(now))
			.update() == 1;
	}

}
