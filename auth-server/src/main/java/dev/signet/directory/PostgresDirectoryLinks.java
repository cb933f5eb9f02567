package dev.signet.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of links. */
@Component
class PostgresDirectoryLinks {

	private final JdbcClient jdbc;

	PostgresDirectoryLinks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<DirectoryLink> find(DirectoryId directoryId, String subject) {
		return this.jdbc.sql("select * from directory_links where directory_id = :directory and subject = :subject")
			.param("directory", directoryId.value())
			.param("subject", subject)
			.query(PostgresDirectoryLinks::link)
			.optional();
	}

	/** The same, and nobody else changes it meanwhile. */
	Optional<DirectoryLink> hold(UUID id) {
		return this.jdbc.sql("select * from directory_links where id = :id for no key update")
			.param("id", id)
			.query(PostgresDirectoryLinks::link)
			.optional();
	}

	List<DirectoryLink> of(AccountId accountId) {
		return this.jdbc.sql("select * from directory_links where account_id = :account order by created_at, id")
			.param("account", accountId.value())
			.query(PostgresDirectoryLinks::link)
			.list();
	}

	/** Whether it was made; not when somebody has that person already. */
	boolean insert(DirectoryLink link, Instant now) {
		return this.jdbc.sql("""
				insert into directory_links (id, directory_id, subject, account_id, login, created_at)
				values (:id, :directory, :subject, :account, :login, :now) on conflict do nothing""")
			.param("id", link.id())
			.param("directory", link.directoryId().value())
			.param("subject", link.subject())
			.param("account", link.accountId().value())
			.param("login", link.login())
			.param("now", Timestamp.from(now))
			.update() == 1;
	}

	void used(UUID id, String login, Collection<String> roles, Collection<String> groups, Instant now) {
		this.jdbc.sql("""
				update directory_links set login = :login, roles = :roles, groups = :groups, last_used_at = :now
				where id = :id""")
			.param("id", id)
			.param("login", login)
			.param("roles", roles.toArray(String[]::new))
			.param("groups", groups.toArray(String[]::new))
			.param("now", Timestamp.from(now))
			.update();
	}

	private static DirectoryLink link(ResultSet row, int number) throws SQLException {
		return new DirectoryLink(row.getObject("id", UUID.class),
				new DirectoryId(row.getObject("directory_id", UUID.class)), row.getString("subject"),
				new AccountId(row.getObject("account_id", UUID.class)), row.getString("login"), texts(row, "roles"),
				texts(row, "groups"));
	}

	private static Set<String> texts(ResultSet row, String column) throws SQLException {
		return Set.of((String[]) row.getArray(column).getArray());
	}

}
