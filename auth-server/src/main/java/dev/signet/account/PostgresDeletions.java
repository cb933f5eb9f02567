package dev.signet.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The statements behind {@link AccountDeletion}.
 */
@Component
class PostgresDeletions {

	private final JdbcClient jdbc;

	PostgresDeletions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Keeps others from an account until the transaction ends; false if there is none.
	 */
	boolean lock(AccountId accountId) {
		return this.jdbc.sql("select id from accounts where id = :id for update")
			.param("id", accountId.value())
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	/** The same, if it is still in this generation. */
	boolean lock(AccountGeneration generation) {
		return this.jdbc.sql("select id from accounts where id = :id and generation = :generation for update")
			.param("id", generation.accountId().value())
			.param("generation", generation.number())
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	/** The same, if the day has come. */
	boolean lockDue(AccountId accountId, Instant now) {
		return this.jdbc.sql("select id from accounts where id = :id and delete_at <= :now for update")
			.param("id", accountId.value())
			.param("now", Columns.moment(now))
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	/** Those whose day has come, the longest waiting first. */
	List<AccountId> due(Instant now, int most) {
		return this.jdbc.sql("select id from accounts where delete_at <= :now order by delete_at limit :most")
			.param("now", Columns.moment(now))
			.param("most", most)
			.query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
			.list();
	}

	/** What refers to the account by a foreign key goes with it. */
	void delete(AccountId accountId) {
		this.jdbc.sql("delete from accounts where id = :id").param("id", accountId.value()).update();
	}

}
