package dev.signet.directory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import dev.signet.directory.CheckLine.Check;
import dev.signet.directory.CheckLine.State;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables of what was found when directories were checked and tried. */
@Component
class PostgresDirectoryProofs {

	private final JdbcClient jdbc;

	PostgresDirectoryProofs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Keeps a checklist in place of an older one, unless the directory is gone or
	 * somebody looked later.
	 */
	@Transactional
	public void put(DirectoryId id, DirectoryChecklist checklist) {
		int put = this.jdbc.sql("""
				insert into directory_checklists as c (directory_id, version, ran_at)
				select id, :version, :ran from directories where id = :directory
				on conflict (directory_id) do update set version = excluded.version, ran_at = excluded.ran_at
				where c.ran_at <= excluded.ran_at""")
			.param("directory", id.value())
			.param("version", checklist.version())
			.param("ran", checklist.ranAt().atOffset(ZoneOffset.UTC))
			.update();
		if (put == 1) {
			replaceLines(id, checklist.lines());
		}
	}

	private void replaceLines(DirectoryId id, List<CheckLine> lines) {
		this.jdbc.sql("delete from directory_check_lines where directory_id = :directory")
			.param("directory", id.value())
			.update();
		for (int i = 0; i < lines.size(); i++) {
			CheckLine line = lines.get(i);
			this.jdbc.sql("""
					insert into directory_check_lines (directory_id, position, subject, state, message, mentioned)
					values (:directory, :position, :subject, :state, :message, cast(:mentioned as text[]))""")
				.param("directory", id.value())
				.param("position", i)
				.param("subject", line.check().name())
				.param("state", line.state().name())
				.param("message", line.messageKey())
				.param("mentioned", line.values().toArray(String[]::new))
				.update();
		}
	}

	/** The last one, at whichever version. */
	Optional<DirectoryChecklist> checklist(DirectoryId id) {
		return this.jdbc.sql("select version, ran_at from directory_checklists where directory_id = :directory")
			.param("directory", id.value())
			.query((row, number) -> new DirectoryChecklist(row.getInt("version"),
					row.getObject("ran_at", OffsetDateTime.class).toInstant(), List.of()))
			.optional()
			.map((head) -> new DirectoryChecklist(head.version(), head.ranAt(), lines(id)));
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
			.param("at", at.atOffset(ZoneOffset.UTC))
			.update();
	}

	/** When that was last so of this very version. */
	Optional<Instant> triedAt(DirectoryId id, int version) {
		return this.jdbc
			.sql("select tried_at from directory_trials where directory_id = :directory and version = :version")
			.param("directory", id.value())
			.param("version", version)
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	private List<CheckLine> lines(DirectoryId id) {
		return this.jdbc.sql("""
				select subject, state, message, mentioned from directory_check_lines
				where directory_id = :directory order by position""")
			.param("directory", id.value())
			.query((row, number) -> new CheckLine(Check.valueOf(row.getString("subject")),
					State.valueOf(row.getString("state")), row.getString("message"),
					List.of((String[]) row.getArray("mentioned").getArray())))
			.list();
	}

}
