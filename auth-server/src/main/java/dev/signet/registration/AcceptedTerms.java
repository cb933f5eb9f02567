package dev.signet.registration;

import java.time.Clock;
import java.time.Instant;

import dev.signet.account.AccountId;
import dev.signet.account.OwnData;
import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which versions of the terms somebody accepted, and when. */
@Component
class AcceptedTerms implements OwnData {

	private final JdbcClient jdbc;

	private final Clock clock;

	AcceptedTerms(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Whether somebody accepted a version. */
	boolean contains(AccountId accountId, String version) {
		return this.jdbc
			.sql("select exists (select from accepted_terms where account_id = :account and version = :version)")
			.param("account", accountId.value())
			.param("version", version)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Notes it. Joins the caller's transaction.
	 * @return false when it was noted before
	 */
	boolean add(AccountId accountId, String version) {
		return this.jdbc.sql("""
				insert into accepted_terms (account_id, version, accepted_at) values (:account, :version, :now)
				on conflict do nothing""")
			.param("account", accountId.value())
			.param("version", version)
			.param("now", Columns.moment(this.clock.instant()))
			.update() == 1;
	}

	@Override
	public String name() {
		return "accepted_terms";
	}

	@Override
	public Object of(AccountId accountId) {
		return this.jdbc
			.sql("select version, accepted_at from accepted_terms where account_id = :account order by accepted_at")
			.param("account", accountId.value())
			.query((row, number) -> new Told(row.getString("version"), Columns.instant(row, "accepted_at")))
			.list();
	}

	private record Told(String version, Instant acceptedAt) {
	}

}
