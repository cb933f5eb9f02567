package dev.signet.admin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what was set before. Of each owner the newest are kept. */
@Component
class PostgresPasts {

	private final JdbcClient jdbc;

	PostgresPasts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Keeps one, and forgets the oldest when there are too many. */
	void keep(Past.Owner owner, UUID id, Past past) {
		this.jdbc.sql(owner.sql("""
				insert into {owner}_pasts ({owner}_id, version, replaced_at, replaced_by)
				values (:id, :version, :at, :by)"""))
			.param("id", id)
			.param("version", past.version())
			.param("at", Columns.moment(past.replacedAt()))
			.param("by", (past.replacedBy() != null) ? past.replacedBy().value() : null)
			.update();
		List<Map.Entry<String, String>> words = List.copyOf(past.words().entrySet());
		this.jdbc.sql(owner.sql("""
				insert into {owner}_past_fields ({owner}_id, version, field, value)
				select :id, :version, * from unnest(:fields::text[], :values::text[])"""))
			.param("id", id)
			.param("version", past.version())
			.param("fields", words.stream().map(Map.Entry::getKey).toArray(String[]::new))
			.param("values", words.stream().map(Map.Entry::getValue).toArray(String[]::new))
			.update();
		this.jdbc.sql(owner.sql("""
				delete from {owner}_pasts where {owner}_id = :id and version in (
				  select version from {owner}_pasts where {owner}_id = :id
				  order by version desc offset :kept)""")).param("id", id).param("kept", Past.KEPT).update();
	}

	Optional<Past> find(Past.Owner owner, UUID id, int version) {
		return list(owner, id, version).stream().findFirst();
	}

	/** All that are kept, the newest first. */
	List<Past> newest(Past.Owner owner, UUID id) {
		return list(owner, id, null);
	}

	private List<Past> list(Past.Owner owner, UUID id, @Nullable Integer version) {
		return this.jdbc.sql(owner.sql("""
				select version, replaced_at, replaced_by from {owner}_pasts
				where {owner}_id = :id and (cast(:version as integer) is null or version = :version)
				order by version desc limit :limit"""))
			.param("id", id)
			.param("version", version)
			.param("limit", Past.KEPT)
			.query((row, number) -> {
				UUID by = row.getObject("replaced_by", UUID.class);
				return new Past(row.getInt("version"), Columns.instant(row, "replaced_at"),
						(by != null) ? new AccountId(by) : null, Map.of());
			})
			.list()
			.stream()
			.map((past) -> withWords(owner, id, past))
			.toList();
	}

	private Past withWords(Past.Owner owner, UUID id, Past past) {
		Map<String, String> words = new HashMap<>();
		this.jdbc
			.sql(owner
				.sql("select field, value from {owner}_past_fields where {owner}_id = :id and version = :version"))
			.param("id", id)
			.param("version", past.version())
			.query((row) -> {
				words.put(row.getString("field"), row.getString("value"));
			});
		return new Past(past.version(), past.replacedAt(), past.replacedBy(), words);
	}

}
