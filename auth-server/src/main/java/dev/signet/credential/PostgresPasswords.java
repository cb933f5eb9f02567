package dev.signet.credential;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of password hashes.
 */
@Component
class PostgresPasswords {

	private final JdbcClient jdbc;

	private final Clock clock;

	PostgresPasswords(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	Optional<PasswordHash> find(UUID accountId) {
		return this.jdbc.sql("select hash from passwords where account_id = :accountId")
			.param("accountId", accountId)
			.query(String.class)
			.optional()
			.map(PasswordHash::new);
	}

	/** Whether there is one that is only long enough beside a second factor. */
	boolean shortOne(AccountId accountId) {
		return this.jdbc.sql("select exists (select from passwords where account_id = :accountId and short_one)")
			.param("accountId", accountId.value())
			.query(Boolean.class)
			.single();
	}

	Optional<Instant> changedAt(AccountId accountId) {
		return this.jdbc.sql("select changed_at from passwords where account_id = :accountId")
			.param("accountId", accountId.value())
			.query((row, number) -> Columns.instant(row, "changed_at"))
			.optional();
	}

	/** Only if there is none. */
	boolean add(AccountId accountId, PasswordHash hash) {
		return this.jdbc.sql("""
				insert into passwords (account_id, hash, short_one, changed_at)
				values (:accountId, :hash, :shortOne, :now)
				on conflict (account_id) do nothing
				""")
			.param("accountId", accountId.value())
			.param("hash", hash.phc())
			.param("shortOne", hash.shortOne())
			.param("now", Columns.moment(this.clock.instant()))
			.update() == 1;
	}

	void set(AccountId accountId, PasswordHash hash) {
		this.jdbc.sql("""
				insert into passwords (account_id, hash, short_one, changed_at)
				values (:accountId, :hash, :shortOne, :now)
				on conflict (account_id) do update set hash = excluded.hash, short_one = excluded.short_one,
				  changed_at = excluded.changed_at
				""")
			.param("accountId", accountId.value())
			.param("hash", hash.phc())
			.param("shortOne", hash.shortOne())
			.param("now", Columns.moment(this.clock.instant()))
			.update();
	}

	void delete(AccountId accountId) {
		this.jdbc.sql("delete from passwords where account_id = :accountId")
			.param("accountId", accountId.value())
			.update();
	}

	/** Only if nobody changed the password meanwhile; it stays the same password. */
	void upgrade(AccountId accountId, PasswordHash from, PasswordHash to) {
		this.jdbc.sql("update passwords set hash = :to where account_id = :accountId and hash = :from")
			.param("accountId", accountId.value())
			.param("from", from.phc())
			.param("to", to.phc())
			.update();
	}

}
