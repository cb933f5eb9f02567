package dev.signet.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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

	/** The same, if the day has come. */
	boolean lockDue(AccountId accountId, Instant now) {
		return this.jdbc.sql("select id from accounts where id = :id and delete_at <= :now for update")
			.param("id", accountId.value())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	/**
	 * Those who may sign in and hold a role. Others are kept from them until the
	 * transaction ends; taken in order of id, so that two who do this cannot block each
	 * other.
	 */
	Set<UUID> lockEnabledWithRole(String role) {
		enabledWithRole(role, " for update");
		// Whoever was waited for may have given and taken the role, which a statement
		// begun before does not see
		return enabledWithRole(role, "");
	}

	private Set<UUID> enabledWithRole(String role, String lock) {
		return this.jdbc.sql("""
				select id from accounts a where disabled_at is null
				  and exists (select from account_roles r where r.account_id = a.id and r.role = :role)
				order by id""" + lock).param("role", role).query(UUID.class).set();
	}

	/** Those whose day has come, the longest waiting first. */
	List<AccountId> due(Instant now, int most) {
		return this.jdbc.sql("select id from accounts where delete_at <= :now order by delete_at limit :most")
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("most", most)
			.query((row, number) -> new AccountId(row.getObject("id", UUID.class)))
			.list();
	}

	/** What refers to the account by a foreign key goes with it. */
	void delete(AccountId accountId) {
		this.jdbc.sql("delete from accounts where id = :id").param("id", accountId.value()).update();
	}

}
