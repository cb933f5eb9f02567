package dev.signet.refusal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The statements behind refused requests.
 */
@Component
class PostgresRefusedRequests {

	private static final String COLUMNS = "reference, at, refusal, error, endpoint, client_id, came, expected";

	private final JdbcClient jdbc;

	PostgresRefusedRequests(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Adds all of them by one statement. */
	void insert(List<RefusedRequest> refused) {
		this.jdbc.sql("insert into refused_requests (" + COLUMNS + """
				) select * from unnest(:references::text[], :times::timestamptz[], :names::text[], :errors::text[],
				  :endpoints::text[], :clients::text[], :came::text[], :expected::text[]) on conflict do nothing""")
			.param("references", column(refused, RefusedRequest::reference))
			.param("times", refused.stream().map((each) -> Timestamp.from(each.at())).toArray(Timestamp[]::new))
			.param("names", column(refused, RefusedRequest::name))
			.param("errors", column(refused, RefusedRequest::error))
			.param("endpoints", column(refused, RefusedRequest::endpoint))
			.param("clients", column(refused, RefusedRequest::clientId))
			.param("came", column(refused, RefusedRequest::came))
			.param("expected", column(refused, RefusedRequest::expected))
			.update();
	}

	Optional<RefusedRequest> find(String reference) {
		return this.jdbc.sql("select " + COLUMNS + " from refused_requests where reference = :reference")
			.param("reference", reference)
			.query((row, number) -> refused(row))
			.optional();
	}

	/**
	 * The newest first.
	 * @param clientId the client, or null for all
	 * @param before only those older than this one, or null
	 */
	List<RefusedRequest> list(@Nullable String clientId, @Nullable String before, int limit) {
		return this.jdbc.sql("select " + COLUMNS + " from refused_requests where true"
				+ ((clientId == null) ? "" : " and client_id = :client")
				+ ((before == null) ? ""
						: " and (at, reference) < (select at, reference from refused_requests where reference = :before)")
				+ " order by at desc, reference desc limit :limit")
			.param("client", clientId)
			.param("before", before)
			.param("limit", limit)
			.query((row, number) -> refused(row))
			.list();
	}

	/** Deletes at most a batch of those that are too old. */
	int deleteBefore(Instant time, int batch) {
		return delete("select reference from refused_requests where at < :time order by at limit :batch", batch, "time",
				Timestamp.from(time));
	}

	/** Deletes at most a batch of those beyond what is kept in all. */
	int deleteBeyond(int kept, int batch) {
		return delete("select reference from refused_requests order by at desc offset :kept limit :batch", batch,
				"kept", kept);
	}

	/**
	 * The clients of which more is remembered than is kept; null among them stands for
	 * requests that name none. One look at the index, where numbering the rows of each
	 * would sort them all for each batch.
	 */
	List<@Nullable String> clientsBeyond(int kept) {
		return this.jdbc.sql("select client_id from refused_requests group by client_id having count(*) > :kept")
			.param("kept", kept)
			.query((row, number) -> row.getString("client_id"))
			.list();
	}

	/** Deletes at most a batch of those beyond what is kept of one client. */
	int deleteBeyond(@Nullable String clientId, int kept, int batch) {
		return this.jdbc
			.sql("delete from refused_requests where reference in (select reference from refused_requests where "
					+ ((clientId == null) ? "client_id is null" : "client_id = :client")
					+ " order by at desc, reference desc offset :kept limit :batch)")
			.param("client", clientId)
			.param("kept", kept)
			.param("batch", batch)
			.update();
	}

	private int delete(String which, int batch, String parameter, Object value) {
		return this.jdbc.sql("delete from refused_requests where reference in (" + which + ")")
			.param("batch", batch)
			.param(parameter, value)
			.update();
	}

	private static @Nullable String[] column(List<RefusedRequest> refused,
			Function<RefusedRequest, @Nullable String> value) {
		return refused.stream().map(value).toArray(String[]::new);
	}

	private static RefusedRequest refused(ResultSet row) throws SQLException {
		return new RefusedRequest(row.getString("reference"), row.getTimestamp("at").toInstant(),
				row.getString("refusal"), row.getString("error"), row.getString("endpoint"), row.getString("client_id"),
				row.getString("came"), row.getString("expected"));
	}

}
