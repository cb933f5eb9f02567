package dev.signet.federation.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import dev.signet.federation.check.CheckLine.State;
import dev.signet.federation.provider.ProviderId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tables {@code upstream_checklists} and {@code upstream_check_lines}. */
@Component
class PostgresChecklists {

	private final JdbcClient jdbc;

	PostgresChecklists(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Keeps a checklist in place of an older one, unless the provider is gone or somebody
	 * looked later.
	 */
	@Transactional
	public void put(ProviderId providerId, Checklist checklist) {
		int put = this.jdbc.sql("""
				insert into upstream_checklists as c (provider_id, version, ran_at)
				select id, :version, :ran from upstream_providers where id = :provider
				on conflict (provider_id) do update set version = excluded.version, ran_at = excluded.ran_at
				where c.ran_at <= excluded.ran_at""")
			.param("provider", providerId.value())
			.param("version", checklist.version())
			.param("ran", checklist.ranAt().atOffset(ZoneOffset.UTC))
			.update();
		if (put == 1) {
			replaceLines(providerId, checklist.lines());
		}
	}

	private void replaceLines(ProviderId providerId, List<CheckLine> lines) {
		this.jdbc.sql("delete from upstream_check_lines where provider_id = :provider")
			.param("provider", providerId.value())
			.update();
		for (int i = 0; i < lines.size(); i++) {
			CheckLine line = lines.get(i);
			this.jdbc.sql("""
					insert into upstream_check_lines (provider_id, position, subject, state, message, mentioned)
					values (:provider, :position, :subject, :state, :message, cast(:mentioned as text[]))""")
				.param("provider", providerId.value())
				.param("position", i)
				.param("subject", line.check().name())
				.param("state", line.state().name())
				.param("message", line.messageKey())
				.param("mentioned", line.values().toArray(String[]::new))
				.update();
		}
	}

	/** The last one, at whichever version. */
	Optional<Checklist> find(ProviderId providerId) {
		return this.jdbc.sql("select version, ran_at from upstream_checklists where provider_id = :provider")
			.param("provider", providerId.value())
			.query((row, number) -> new Checklist(row.getInt("version"),
					row.getObject("ran_at", OffsetDateTime.class).toInstant(), List.of()))
			.optional()
			.map((head) -> new Checklist(head.version(), head.ranAt(), lines(providerId)));
	}

	/** Whether the last one is of this very version, and nothing failed. */
	boolean passed(ProviderId providerId, int version, Instant since) {
		return this.jdbc.sql("""
				select exists (select from upstream_checklists c
				where provider_id = :provider and version = :version and ran_at > :since and not exists (
				  select from upstream_check_lines l where l.provider_id = c.provider_id and state = 'FAILED'))""")
			.param("provider", providerId.value())
			.param("version", version)
			.param("since", since.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	private List<CheckLine> lines(ProviderId providerId) {
		return this.jdbc.sql("""
				select subject, state, message, mentioned from upstream_check_lines
				where provider_id = :provider order by position""")
			.param("provider", providerId.value())
			.query((row, number) -> line(row))
			.list();
	}

	/** Reads the columns that a line has wherever it is stored. */
	static CheckLine line(ResultSet row) throws SQLException {
		return new CheckLine(Check.valueOf(row.getString("subject")), State.valueOf(row.getString("state")),
				row.getString("message"), List.of((String[]) row.getArray("mentioned").getArray()));
	}

}
