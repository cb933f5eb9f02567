package dev.signet.federation.trial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.provider.ProviderId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables {@code upstream_trials} and {@code upstream_refused_trials}. What was
 * refused has a place of its own, so that a try with the wrong account takes nothing of
 * what the right one has shown.
 */
@Component
class PostgresTrials {

	private static final String TRIALS = "upstream_trials";

	private static final String REFUSED = "upstream_refused_trials";

	private final JdbcClient jdbc;

	PostgresTrials(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Keeps a trial, unless the provider or the administrator is gone. */
	void put(Row trial) {
		this.jdbc
			.sql("""
					insert into {table} (provider_id, account_id, version, tried_at, sealed)
					select p.id, a.id, :version, :at, :sealed from upstream_providers p, accounts a
					where p.id = :provider and a.id = :admin
					on conflict (provider_id, account_id) do update
					set version = excluded.version, tried_at = excluded.tried_at, sealed = excluded.sealed"""
				.replace("{table}", trial.refused() ? REFUSED : TRIALS))
			.param("provider", trial.providerId().value())
			.param("admin", trial.admin().value())
			.param("version", trial.version())
			.param("at", Columns.moment(trial.at()))
			.param("sealed", trial.sealed())
			.update();
	}

	/** The newest trial of a provider since a moment that was not refused. */
	Optional<Row> newest(ProviderId providerId, Instant since) {
		return this.jdbc.sql("""
				select provider_id, account_id, version, tried_at, false as refused, sealed from upstream_trials
				where provider_id = :provider and tried_at > :since
				order by tried_at desc limit 1""")
			.param("provider", providerId.value())
			.param("since", Columns.moment(since))
			.query((row, number) -> read(row))
			.optional();
	}

	/** The newest trial of a provider by one administrator since a moment. */
	Optional<Row> newest(ProviderId providerId, AccountId admin, Instant since) {
		return this.jdbc.sql("""
				select provider_id, account_id, version, tried_at, false as refused, sealed from upstream_trials
				where provider_id = :provider and account_id = :admin and tried_at > :since
				union all
				select provider_id, account_id, version, tried_at, true, sealed from upstream_refused_trials
				where provider_id = :provider and account_id = :admin and tried_at > :since
				order by tried_at desc limit 1""")
			.param("provider", providerId.value())
			.param("admin", admin.value())
			.param("since", Columns.moment(since))
			.query((row, number) -> read(row))
			.optional();
	}

	/** Whether somebody came back from this very version since a moment. */
	boolean exists(ProviderId providerId, int version, Instant since) {
		return this.jdbc.sql("""
				select exists (select from upstream_trials
				where provider_id = :provider and version = :version and tried_at > :since)""")
			.param("provider", providerId.value())
			.param("version", version)
			.param("since", Columns.moment(since))
			.query(Boolean.class)
			.single();
	}

	void delete(ProviderId providerId) {
		for (String table : List.of(TRIALS, REFUSED)) {
			this.jdbc.sql("delete from " + table + " where provider_id = :provider")
				.param("provider", providerId.value())
				.update();
		}
	}

	int deleteUntil(Instant moment, int most) {
		int deleted = deleteUntil(TRIALS, moment, most);
		return deleted + deleteUntil(REFUSED, moment, most - deleted);
	}

	private int deleteUntil(String table, Instant moment, int most) {
		return this.jdbc
			.sql("""
					delete from {table} where (provider_id, account_id) in (
					  select provider_id, account_id from {table} where tried_at <= :moment limit :most)"""
				.replace("{table}", table))
			.param("moment", Columns.moment(moment))
			.param("most", most)
			.update();
	}

	private static Row read(ResultSet row) throws SQLException {
		return new Row(new ProviderId(row.getObject("provider_id", UUID.class)),
				new AccountId(row.getObject("account_id", UUID.class)), row.getInt("version"),
				Columns.instant(row, "tried_at"), row.getBoolean("refused"), row.getBytes("sealed"));
	}

	/**
	 * One row.
	 *
	 * @param providerId the provider
	 * @param admin who tried it
	 * @param version the version of the provider that was tried
	 * @param at when
	 * @param refused whether what came makes nobody who is let in
	 * @param sealed what came back, encrypted
	 */
	record Row(ProviderId providerId, AccountId admin, int version, Instant at, boolean refused, byte[] sealed) {

		/** What binds the encrypted part to its place. */
		static String context(boolean refused, ProviderId providerId, AccountId admin) {
			return (refused ? REFUSED : TRIALS) + "/" + providerId + "/" + admin;
		}

	}

}
