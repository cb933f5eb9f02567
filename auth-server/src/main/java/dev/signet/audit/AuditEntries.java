package dev.signet.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trail, read back.
 */
@Component
public class AuditEntries {

	private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper json;

	AuditEntries(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * What the trail says of an account, the newest first.
	 * @param accountId the account, as a bare identifier
	 * @param before only what happened earlier
	 * @param most how many at most
	 */
	public List<AuditEntry> of(UUID accountId, Instant before, int most) {
		return this.jdbc.sql("""
				select e.id, e.at, e.type, e.client_id, e.details, p.details as personal
				from audit_events e left join audit_personal p on p.event_id = e.id
				where e.account_id = :account and e.at < :before order by e.at desc, e.id limit :most""")
			.param("account", accountId)
			.param("before", before.atOffset(ZoneOffset.UTC))
			.param("most", most)
			.query((row, number) -> entry(row))
			.list();
	}

	private AuditEntry entry(ResultSet row) throws SQLException {
		return new AuditEntry(row.getObject("id", UUID.class), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("type"), row.getString("client_id"), texts(row.getString("details")),
				texts(row.getString("personal")));
	}

	private Map<String, String> texts(@Nullable String object) {
		return (object != null) ? this.json.readValue(object, TEXTS) : Map.of();
	}

}
