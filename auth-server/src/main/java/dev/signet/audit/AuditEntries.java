package dev.signet.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trail, read back; and the erasure of what names a person in it.
 */
@Component
public class AuditEntries {

	private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
	};

	/** An entry alone, without its personal part. */
	private static final String BARE = """
			id, at, type, account_id, client_id, request_id, details, null as personal""";

	/** So that no statement takes longer than it may. */
	private static final int ERASED_AT_ONCE = 5000;

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
				select e.id, e.at, e.type, e.account_id, e.client_id, e.request_id, e.details, p.details as personal
				from audit_events e left join audit_personal p on p.event_id = e.id
				where e.account_id = :account and e.at < :before order by e.at desc, e.id limit :most""")
			.param("account", accountId)
			.param("before", before.atOffset(ZoneOffset.UTC))
			.param("most", most)
			.query((row, number) -> entry(row))
			.list();
	}

	/**
	 * All that the trail says of an account, page after page, the newest first.
	 * @param accountId the account, as a bare identifier
	 * @param last the last entry that was read, or null for the first page
	 * @param most how many at most
	 */
	public List<AuditEntry> after(UUID accountId, @Nullable AuditEntry last, int most) {
		return this.jdbc
			.sql("""
					select e.id, e.at, e.type, e.account_id, e.client_id, e.request_id, e.details, p.details as personal
					from audit_events e left join audit_personal p on p.event_id = e.id
					where e.account_id = :account""" + ((last == null) ? "" : " and (e.at, e.id) < (:at, :id)")
					+ " order by e.at desc, e.id desc limit :most")
			.param("account", accountId)
			.param("at", (last == null) ? null : last.at().atOffset(ZoneOffset.UTC))
			.param("id", (last == null) ? null : last.id())
			.param("most", most)
			.query((row, number) -> entry(row))
			.list();
	}

	/**
	 * What happened of one kind, to whomever, page after page, the newest first; without
	 * what names or locates a person.
	 * @param search what is looked for
	 * @param last the last entry that was read, or null for the first page
	 * @param most how many at most
	 */
	public List<AuditEntry> of(AuditSearch search, @Nullable AuditEntry last, int most) {
		return this.jdbc
			.sql("select " + BARE + " from audit_events where " + search.condition()
					+ ((last == null) ? "" : " and (at, id) < (:at, :id)") + " order by at desc, id desc limit :most")
			.params(search.parameters())
			.param("at", (last == null) ? null : last.at().atOffset(ZoneOffset.UTC))
			.param("id", (last == null) ? null : last.id())
			.param("most", most)
			.query((row, number) -> entry(row))
			.list();
	}

	/** An entry, without what names or locates a person. */
	public Optional<AuditEntry> find(UUID id) {
		return this.jdbc.sql("select " + BARE + " from audit_events where id = :id")
			.param("id", id)
			.query((row, number) -> entry(row))
			.optional();
	}

	/**
	 * Whether the trail says that something happened to an account.
	 * @param accountId the account, as a bare identifier
	 * @param type what happened
	 * @param details what the entry must say besides
	 */
	public boolean holds(UUID accountId, String type, Map<String, String> details) {
		return this.jdbc.sql("""
				select exists (select 1 from audit_events
				where account_id = :account and type = :type and details @> cast(:details as jsonb))""")
			.param("account", accountId)
			.param("type", type)
			.param("details", this.json.writeValueAsString(details))
			.query(Boolean.class)
			.single();
	}

	/**
	 * Erases what names or locates the person in the entries of an account; the entries
	 * stay. It belongs into the transaction that deletes the account.
	 */
	public void erasePersonal(UUID accountId) {
		int erased;
		do {
			erased = this.jdbc.sql("""
					delete from audit_personal where event_id in (
					  select p.event_id from audit_personal p join audit_events e on e.id = p.event_id
					  where e.account_id = :account limit :most)""")
				.param("account", accountId)
				.param("most", ERASED_AT_ONCE)
				.update();
		}
		while (erased == ERASED_AT_ONCE);
	}

	private AuditEntry entry(ResultSet row) throws SQLException {
		return new AuditEntry(row.getObject("id", UUID.class), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("type"), row.getObject("account_id", UUID.class), row.getString("client_id"),
				row.getString("request_id"), texts(row.getString("details")), texts(row.getString("personal")));
	}

	private Map<String, String> texts(@Nullable String object) {
		return (object != null) ? this.json.readValue(object, TEXTS) : Map.of();
	}

}
