package dev.signet.linking;

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

}
