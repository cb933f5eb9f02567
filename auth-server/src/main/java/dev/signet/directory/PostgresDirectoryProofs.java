package dev.signet.directory;

import java.time.Instant;
import java.util.Optional;

import dev.signet.checklist.Checklist;
import dev.signet.checklist.PostgresChecklists;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The tables of what was found when directories were checked and tried. */
@Component
class PostgresDirectoryProofs {

	private final JdbcClient jdbc;

	private final PostgresChecklists checklists;

	PostgresDirectoryProofs(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.checklists = new PostgresChecklists(jdbc, transactions, new PostgresChecklists.Tables(
				"directory_checklists", "directory_check_lines", "directories", "directory_id"), Check.values());
	}

	/**
	 * Keeps a checklist in place of an older one, unless the directory is gone or
	 * somebody looked later.
	 */
	void put(DirectoryId id, Checklist checklist) {
		this.checklists.put(id.value(), checklist);
	}

	/** The last one, at whichever version. */
	Optional<Checklist> checklist(DirectoryId id) {
		return this.checklists.find(id.value());
	}

	/** Notes that somebody was found who could sign in, unless the directory is gone. */
	void putTrial(DirectoryId id, int version, Instant at) {
		this.jdbc.sql("""
				insert into directory_trials as t (directory_id, version, tried_at)
				select id, :version, :at from directories where id = :directory
				on conflict (directory_id) do update set version = excluded.version, tried_at = excluded.tried_at
				where t.tried_at <= excluded.tried_at""")
			.param("directory", id.value())
			.param("version", version)
			.param("at", Columns.moment(at))
			.update();
	}

	/** When that was last so of this very version. */
	Optional<Instant> triedAt(DirectoryId id, int version) {
		return this.jdbc
			.sql("select tried_at from directory_trials where directory_id = :directory and version = :version")
			.param("directory", id.value())
			.param("version", version)
			.query((row, number) -> Columns.instant(row, "tried_at"))
			.optional();
	}

}
