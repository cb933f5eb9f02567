package dev.signet.federation.check;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckSubject;
import dev.signet.checklist.PostgresChecklists;
import dev.signet.database.Columns;
import dev.signet.federation.provider.ProviderId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code upstream_warnings}. */
@Component
class PostgresProviderWarnings {

	private final JdbcClient jdbc;

	PostgresProviderWarnings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<ProviderWarning> all() {
		return this.jdbc.sql("""
				select provider_id, subject, state, message, mentioned, since from upstream_warnings
				order by since, provider_id, subject""")
			.query((row, number) -> new ProviderWarning(new ProviderId(row.getObject("provider_id", UUID.class)),
					PostgresChecklists.line(row, Check.values()), Columns.instant(row, "since")))
			.list();
	}

	/**
	 * Begins a warning, or lets one say what is found now.
	 * @return whether it is new; false too when nobody uses the provider any more
	 */
	boolean put(ProviderId providerId, CheckLine line, Instant now) {
		// A row that was inserted, and not updated, has no xmax
		return this.jdbc.sql("""
				insert into upstream_warnings (provider_id, subject, state, message, mentioned, since)
				select id, :subject, :state, :message, cast(:mentioned as text[]), :now from upstream_providers
				where id = :provider and state = 'ENABLED'
				on conflict (provider_id, subject) do update
				set state = excluded.state, message = excluded.message, mentioned = excluded.mentioned
				returning (xmax = 0)""")
			.param("provider", providerId.value())
			.param("subject", line.check().name())
			.param("state", line.state().name())
			.param("message", line.messageKey())
			.param("mentioned", line.values().toArray(String[]::new))
			.param("now", Columns.moment(now))
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

	/**
	 * Ends a warning.
	 * @return whether there was one
	 */
	boolean delete(ProviderId providerId, CheckSubject check) {
		return this.jdbc.sql("delete from upstream_warnings where provider_id = :provider and subject = :subject")
			.param("provider", providerId.value())
			.param("subject", check.name())
			.update() == 1;
	}

	/** Ends the warnings about providers that nobody uses any more, and tells them. */
	List<ProviderWarningEnded> deleteUnused() {
		return this.jdbc.sql("""
				delete from upstream_warnings w using upstream_providers p
				where p.id = w.provider_id and p.state <> 'ENABLED' returning p.id, p.alias, w.subject""")
			.query((row, number) -> new ProviderWarningEnded(new ProviderId(row.getObject("id", UUID.class)),
					row.getString("alias"), PostgresChecklists.subject(row, Check.values())))
			.list();
	}

}
