package dev.signet.flow;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What all tables hold, as a checksum of each. The audit trail and the record of refused
 * requests are left out: a refusal may be written there; and so is the use of clients,
 * which is written once a minute. Of mails only their ids count: the outbox is emptied
 * meanwhile.
 *
 * @param tables checksums by the name of the table
 * @param auditEvents how many events the audit trail has
 */
record Footprint(Map<String, String> tables, int auditEvents) {

	/**
	 * Reads it. A sum of hashes of rows needs no order, so a table costs one look at each
	 * of its rows; and whoever writes a row, changes its place and the transaction that
	 * wrote it, so none is read whole.
	 */
	static Footprint of(JdbcClient jdbc) {
		String checksums = jdbc.sql("""
				select tablename from pg_tables
				where schemaname = 'public' and tablename not like 'audit%' and tablename <> 'refused_requests'
				  and tablename not like 'databasechangelog%'
				  and tablename not in ('client_uses', 'client_secret_uses', 'client_issuances')""")
			.query(String.class)
			.list()
			.stream()
			.map((table) -> "select '%1$s' as name, count(*) || ' ' || coalesce(sum(%2$s), 0) as sum from %1$s t"
				.formatted(table,
						table.equals("mails") ? "hashtextextended(t.id::text, 0)"
								: "hashtidextended(t.ctid, t.xmin::text::bigint)"))
			.collect(Collectors.joining(" union all "));
		Map<String, String> tables = new TreeMap<>();
		jdbc.sql(checksums).query((row) -> {
			tables.put(row.getString("name"), row.getString("sum"));
		});
		return new Footprint(tables, jdbc.sql("select count(*) from audit_events").query(Integer.class).single());
	}

	/** The same without the tables that a row of the list allows to change. */
	Footprint without(Iterable<String> names) {
		Map<String, String> rest = new TreeMap<>(this.tables);
		names.forEach(rest::remove);
		return new Footprint(rest, this.auditEvents);
	}

}
