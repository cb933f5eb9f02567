package dev.signet.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of clients that registered themselves, besides the client. A client that
 * was stopped, or that the configuration took over, is not found by its registration
 * access token any more.
 */
@Component
final class PostgresDynamicClients {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	PostgresDynamicClients(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(UUID client, byte[] tokenDigest, @Nullable String initialToken, Map<String, Object> others,
			Instant now) {
		this.jdbc.sql("""
				insert into dynamic_clients
				  (client, access_token_digest, initial_token, registered_at, last_used_at, metadata)
				values (:client, :digest, :initialToken, :now, :now, :others::jsonb)""")
			.param("client", client)
			.param("digest", tokenDigest)
			.param("initialToken", initialToken)
			.param("now", Columns.moment(now))
			.param("others", JSON.writeValueAsString(others))
			.update();
	}

	/** Nodes of an earlier version keep as it came what stands at the client now. */
	Optional<Row> find(String clientId, byte[] tokenDigest) {
		return this.jdbc.sql("""
				select d.client, d.initial_token, (d.metadata - 'default_acr_values')::text as others
				from dynamic_clients d join clients c on c.id = d.client
				where d.access_token_digest = :digest and c.client_id = :clientId and c.enabled and not c.declared""")
			.param("digest", tokenDigest)
			.param("clientId", clientId)
			.query((row, number) -> new Row(row.getObject("client", UUID.class), row.getString("initial_token"),
					JSON.readValue(row.getString("others"), OBJECT)))
			.optional();
	}

	/**
	 * Puts a new token in the place of the one that was presented. Of several callers
	 * with the same token one gets true; the others wait for its transaction.
	 */
	boolean rotate(UUID client, byte[] presentedDigest, byte[] nextDigest, Map<String, Object> others, Instant now) {
		return this.jdbc.sql("""
				update dynamic_clients
				set access_token_digest = :next, metadata = :others::jsonb, last_used_at = :now
				where client = :client and access_token_digest = :presented""")
			.param("next", nextDigest)
			.param("others", JSON.writeValueAsString(others))
			.param("now", Columns.moment(now))
			.param("client", client)
			.param("presented", presentedDigest)
			.update() == 1;
	}

	/** Deletes the client of a token, with all that was issued to it. */
	Optional<Removed> remove(String clientId, byte[] tokenDigest) {
		return this.jdbc.sql("""
				delete from clients c using dynamic_clients d
				where d.client = c.id and d.access_token_digest = :digest and c.client_id = :clientId
				  and c.enabled and not c.declared
				returning c.id, c.client_id""")
			.param("digest", tokenDigest)
			.param("clientId", clientId)
			.query(Removed.class)
			.optional();
	}

	/** Deletes a batch of clients that nobody used since a moment. */
	List<Removed> removeUnused(Instant since, int batch) {
		return this.jdbc.sql("""
				delete from clients where id in (
				  select d.client from dynamic_clients d join clients c on c.id = d.client
				  where d.last_used_at < :since and not c.declared
				  order by d.last_used_at limit :batch for update of d skip locked)
				returning id, client_id""")
			.param("since", Columns.moment(since))
			.param("batch", batch)
			.query(Removed.class)
			.list();
	}

	/**
	 * What is kept besides the client.
	 *
	 * @param client the client, by its internal id
	 * @param initialToken the name of the token with which it was registered, or null
	 * @param others what is told again as it came
	 */
	record Row(UUID client, @Nullable String initialToken, Map<String, Object> others) {
	}

	/**
	 * A client that is gone.
	 *
	 * @param id what other tables referred to
	 * @param clientId its client identifier
	 */
	record Removed(UUID id, String clientId) {
	}

}
