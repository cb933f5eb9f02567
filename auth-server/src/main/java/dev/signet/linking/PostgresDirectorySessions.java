package dev.signet.linking;

import java.util.List;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which sessions are of people who are linked to a directory. */
@Component
class PostgresDirectorySessions {

	private final JdbcClient jdbc;

	PostgresDirectorySessions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** How many people are signed in. */
	int people(DirectoryId directoryId) {
		return this.jdbc
			.sql("""
					select count(distinct s.account_id) from directory_links l join sessions s on s.account_id = l.account_id
					where l.directory_id = :directory and l.removed_at is null and s.ended_at is null""")
			.param("directory", directoryId.value())
			.query(Integer.class)
			.single();
	}

	/** Some of their sessions. */
	List<UUID> sessions(DirectoryId directoryId, int most) {
		return this.jdbc.sql("""
				select distinct s.id from directory_links l join sessions s on s.account_id = l.account_id
				where l.directory_id = :directory and l.removed_at is null and s.ended_at is null
				order by s.id limit :most""")
			.param("directory", directoryId.value())
			.param("most", most)
			.query(UUID.class)
			.list();
	}

	/** Whose sign-ins wait for their second step. */
	List<AccountId> waiting(DirectoryId directoryId) {
		return this.jdbc
			.sql("""
					select distinct a.account_id from directory_links l join signin_attempts a on a.account_id = l.account_id
					where l.directory_id = :directory and l.removed_at is null""")
			.param("directory", directoryId.value())
			.query(UUID.class)
			.list()
			.stream()
			.map(AccountId::new)
			.toList();
	}

}
