package dev.signet.admin.web;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.federation.ProviderId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what was set about providers before. */
@Component
class PostgresProviderPasts {

	private final JdbcClient jdbc;

	PostgresProviderPasts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(ProviderPast past) {
		this.jdbc.sql("""
				insert into provider_pasts (provider_id, version, replaced_at, replaced_by)
				values (:provider, :version, :at, :by)""")
			.param("provider", past.providerId().value())
			.param("version", past.version())
			.param("at", Timestamp.from(past.replacedAt()))
			.param("by", (past.replacedBy() != null) ? past.replacedBy().value() : null)
			.update();
		List<Map.Entry<String, String>> words = List.copyOf(past.words().entrySet());
		this.jdbc.sql("""
				insert into provider_past_fields (provider_id, version, field, value)
				select :provider, :version, * from unnest(:fields::text[], :values::text[])""")
			.param("provider", past.providerId().value())
			.param("version", past.version())
			.param("fields", words.stream().map(Map.Entry::getKey).toArray(String[]::new))
			.param("values", words.stream().map(Map.Entry::getValue).toArray(String[]::new))
			.update();
	}

	Optional<ProviderPast> find(ProviderId id, int version) {
		return list(id, 1, version).stream().findFirst();
	}

	/** The newest first. */
	List<ProviderPast> newest(ProviderId id, int limit) {
		return list(id, limit, null);
	}

	/** Deletes all but the newest. */
	void deleteBeyond(ProviderId id, int kept) {
		this.jdbc.sql("""
				delete from provider_pasts where provider_id = :provider and version in (
				  select version from provider_pasts where provider_id = :provider
				  order by version desc offset :kept)""").param("provider", id.value()).param("kept", kept).update();
	}

	private List<ProviderPast> list(ProviderId id, int limit, @Nullable Integer version) {
		return this.jdbc.sql("""
				select version, replaced_at, replaced_by from provider_pasts
				where provider_id = :provider and (cast(:version as integer) is null or version = :version)
				order by version desc limit :limit""")
			.param("provider", id.value())
			.param("version", version)
			.param("limit", limit)
			.query((row, number) -> {
				UUID by = row.getObject("replaced_by", UUID.class);
				return new ProviderPast(id, row.getInt("version"), row.getTimestamp("replaced_at").toInstant(),
						(by != null) ? new AccountId(by) : null, Map.of());
			})
			.list()
			.stream()
			.map(this::withWords)
			.toList();
	}

	private ProviderPast withWords(ProviderPast past) {
		Map<String, String> words = new HashMap<>();
		this.jdbc
			.sql("select field, value from provider_past_fields where provider_id = :provider and version = :version")
			.param("provider", past.providerId().value())
			.param("version", past.version())
			.query((row) -> {
				words.put(row.getString("field"), row.getString("value"));
			});
		return new ProviderPast(past.providerId(), past.version(), past.replacedAt(), past.replacedBy(), words);
	}

}
