package dev.signet.admin.web;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.directory.DirectoryId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what was set about directories before. */
@Component
class PostgresDirectoryPasts {

	private final JdbcClient jdbc;

	PostgresDirectoryPasts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(DirectoryPast past) {
		this.jdbc.sql("""
				insert into directory_pasts (directory_id, version, replaced_at, replaced_by)
				values (:directory, :version, :at, :by)""")
			.param("directory", past.directoryId().value())
			.param("version", past.version())
			.param("at", Timestamp.from(past.replacedAt()))
			.param("by", (past.replacedBy() != null) ? past.replacedBy().value() : null)
			.update();
		List<Map.Entry<String, String>> words = List.copyOf(past.words().entrySet());
		this.jdbc.sql("""
				insert into directory_past_fields (directory_id, version, field, value)
				select :directory, :version, * from unnest(:fields::text[], :values::text[])""")
			.param("directory", past.directoryId().value())
			.param("version", past.version())
			.param("fields", words.stream().map(Map.Entry::getKey).toArray(String[]::new))
			.param("values", words.stream().map(Map.Entry::getValue).toArray(String[]::new))
			.update();
	}

	/** The newest first. */
	List<DirectoryPast> newest(DirectoryId id, int limit) {
		return this.jdbc.sql("""
				select version, replaced_at, replaced_by from directory_pasts where directory_id = :directory
				order by version desc limit :limit""")
			.param("directory", id.value())
			.param("limit", limit)
			.query((row, number) -> {
				UUID by = row.getObject("replaced_by", UUID.class);
				return new DirectoryPast(id, row.getInt("version"), row.getTimestamp("replaced_at").toInstant(),
						(by != null) ? new AccountId(by) : null, Map.of());
			})
			.list()
			.stream()
			.map(this::withWords)
			.toList();
	}

	/** Deletes all but the newest. */
	void deleteBeyond(DirectoryId id, int kept) {
		this.jdbc.sql("""
				delete from directory_pasts where directory_id = :directory and version in (
				  select version from directory_pasts where directory_id = :directory
				  order by version desc offset :kept)""").param("directory", id.value()).param("kept", kept).update();
	}

	private DirectoryPast withWords(DirectoryPast past) {
		Map<String, String> words = new HashMap<>();
		this.jdbc.sql(
				"select field, value from directory_past_fields where directory_id = :directory and version = :version")
			.param("directory", past.directoryId().value())
			.param("version", past.version())
			.query((row) -> {
				words.put(row.getString("field"), row.getString("value"));
			});
		return new DirectoryPast(past.directoryId(), past.version(), past.replacedAt(), past.replacedBy(), words);
	}

}
