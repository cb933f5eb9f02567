package dev.signet.account;

import java.time.Instant;
import java.util.List;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL for groups and their members.
 */
@Component
class PostgresGroups {

	private final JdbcClient jdbc;

	PostgresGroups(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Makes the groups that do not exist. */
	void make(List<String> names, Instant now) {
		this.jdbc.sql("""
				insert into groups (id, name, created_at)
				select gen_random_uuid(), name, :now from unnest(:names) name order by lower(name)
				on conflict (lower(name)) do nothing
				""").param("names", names.toArray(String[]::new)).param("now", Columns.moment(now)).update();
	}

	/**
	 * Makes the account a member of groups that exist.
	 * @return the names of those that it was no member of
	 */
	List<String> join(AccountId accountId, List<String> names) {
		return this.jdbc.sql("""
				with joined as (
				  insert into group_members (account_id, group_id)
				  select :accountId, id from groups where lower(name) in (select lower(n) from unnest(:names) n)
				  on conflict do nothing
				  returning group_id)
				select name from groups where id in (select group_id from joined) order by name
				""")
			.param("accountId", accountId.value())
			.param("names", names.toArray(String[]::new))
			.query(String.class)
			.list();
	}

	/**
	 * Takes the account out of all groups but these.
	 * @return the names of those that it was a member of
	 */
	List<String> leaveOthers(AccountId accountId, List<String> names) {
		return this.jdbc.sql("""
				with left_groups as (
				  delete from group_members m using groups g
				  where g.id = m.group_id and m.account_id = :accountId
				    and lower(g.name) not in (select lower(n) from unnest(:names) n)
				  returning g.name)
				select name from left_groups order by name
				""")
			.param("accountId", accountId.value())
			.param("names", names.toArray(String[]::new))
			.query(String.class)
			.list();
	}

	/**
	 * Takes the account out of these groups.
	 * @return the names of those that it was a member of
	 */
	List<String> leave(AccountId accountId, List<String> names) {
		return this.jdbc.sql("""
				with left_groups as (
				  delete from group_members m using groups g
				  where g.id = m.group_id and m.account_id = :accountId
				    and lower(g.name) in (select lower(n) from unnest(:names) n)
				  returning g.name)
				select name from left_groups order by name
				""")
			.param("accountId", accountId.value())
			.param("names", names.toArray(String[]::new))
			.query(String.class)
			.list();
	}

	/** Lets those know who remember the account. */
	void noteChange(AccountId accountId, Instant now) {
		this.jdbc.sql("update accounts set version = version + 1, updated_at = :now where id = :accountId")
			.param("accountId", accountId.value())
			.param("now", Columns.moment(now))
			.update();
	}

}
