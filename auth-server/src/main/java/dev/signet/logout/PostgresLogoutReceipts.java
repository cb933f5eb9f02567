package dev.signet.logout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The same notices, to be read and to be tried again.
 */
@Component
class PostgresLogoutReceipts {

	private static final String SELECT = """
			select n.*, c.client_id as client from logout_notices n join clients c on c.id = n.client_id
			""";

	private final JdbcClient jdbc;

	PostgresLogoutReceipts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<LogoutReceipt> find(UUID id) {
		return this.jdbc.sql(SELECT + "where n.id = :id")
			.param("id", id)
			.query((row, number) -> receipt(row))
			.optional();
	}

	/** The newest first. */
	List<LogoutReceipt> list(@Nullable NoticeState state, @Nullable String clientId, @Nullable UUID before, int limit) {
		return this.jdbc.sql(SELECT + "where true" + ((state == null) ? "" : " and n.state = :state")
				+ ((clientId == null) ? "" : " and n.client_id = (select id from clients where client_id = :client)")
				+ ((before == null) ? ""
						: " and (n.created_at, n.id) < (select created_at, id from logout_notices where id = :before)")
				+ " order by n.created_at desc, n.id desc limit :limit")
			.param("state", (state == null) ? null : state.name())
			.param("client", clientId)
			.param("before", before)
			.param("limit", limit)
			.query((row, number) -> receipt(row))
			.list();
	}

	/**
	 * Lets a notice that was given up wait again, and its client be called at once. One
	 * statement, so that of many who want it one does it.
	 */
	Optional<LogoutReceipt> retry(UUID id, Instant now) {
		return this.jdbc
			.sql("""
					with retried as (
					  update logout_notices set state = 'WAITING', finished_at = null, next_attempt_at = :now, retried_at = :now
					  where id = :id and state in ('PARKED', 'REFUSED') returning *),
					called as (
					  update logout_receivers r set next_attempt_at = :now from retried where r.client_id = retried.client_id)
					select n.*, c.client_id as client from retried n join clients c on c.id = n.client_id
					""")
			.param("id", id)
			.param("now", Columns.moment(now))
			.query((row, number) -> receipt(row))
			.optional();
	}

	private static LogoutReceipt receipt(ResultSet row) throws SQLException {
		NoticeState state = NoticeState.valueOf(row.getString("state"));
		return new LogoutReceipt(row.getObject("id", UUID.class), row.getString("client"),
				row.getObject("account_id", UUID.class), row.getObject("session_id", UUID.class),
				Columns.instant(row, "created_at"), state, row.getInt("attempts"),
				(state == NoticeState.WAITING) ? Columns.instant(row, "next_attempt_at") : null,
				Columns.instantOrNull(row, "last_attempt_at"), row.getString("last_answer"),
				Columns.instantOrNull(row, "finished_at"));
	}

}
