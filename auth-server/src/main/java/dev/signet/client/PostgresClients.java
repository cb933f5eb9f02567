package dev.signet.client;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.UUID;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * Reads a client with all that belongs to it in one statement. {@link StoredClients}
 * edits one.
 */
@Component
final class PostgresClients {

	private static final String SELECT = """
			select c.*,
			  array(select uri from client_redirect_uris where client = c.id) as redirect_uris,
			  array(select uri from client_post_logout_redirect_uris where client = c.id) as post_logout_redirect_uris,
			  array(select uri from client_request_uris where client = c.id) as request_uris,
			  array(select scope from client_scopes where client = c.id) as scopes,
			  array(select grant_type from client_grant_types where client = c.id) as grant_types,
			  array(select audience from client_exchange_audiences where client = c.id) as exchange_audiences,
			  array(select concat_ws(' ', claim, name, format, in_id_token, in_access_token, in_user_info)
			    from client_claims where client = c.id) as claims,
			  array(select digest from client_secrets where client = c.id order by digest) as secret_digests,
			  array(select expires_at from client_secrets where client = c.id order by digest) as secret_expiries
			from clients c
			""";

	private final JdbcClient jdbc;

	PostgresClients(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Found> findByClientId(String clientId) {
		return this.jdbc.sql(SELECT + "where c.client_id = :clientId")
			.param("clientId", clientId)
			.query((row, number) -> found(row))
			.optional();
	}

	Optional<Found> findById(UUID id) {
		return this.jdbc.sql(SELECT + "where c.id = :id").param("id", id).query((row, number) -> found(row)).optional();
	}

	/**
	 * Lets go of declared clients; they stay as they are.
	 * @param kept the client ids of those that are still declared
	 * @return the client ids of the others
	 */
	List<String> release(Collection<String> kept) {
		return this.jdbc.sql("""
				update clients set declared = false, version = version + 1
				where declared and client_id <> all (:kept) returning client_id""")
			.param("kept", kept.toArray(String[]::new))
			.query(String.class)
			.list();
	}

	private static Found found(ResultSet row) throws SQLException {
		ClientDetails details = new ClientDetails(row.getString("name"),
				new ClientPages(uri(row, "home_uri"), uri(row, "logo_uri"), uri(row, "policy_uri"), uri(row, "tos_uri"),
						uri(row, "initiate_login_uri")),
				ClientAuthenticationMethod.valueOf(row.getString("authentication_method")),
				new ClientKeys(row.getString("jwks"), uri(row, "jwks_uri"), row.getString("assertion_algorithm"),
						row.getString("request_object_algorithm")),
				row.getBoolean("first_party"), row.getBoolean("require_pkce"), Columns.set(row, "redirect_uris"),
				Columns.set(row, "post_logout_redirect_uris"), Columns.set(row, "request_uris"),
				Columns.set(row, "scopes"), Columns.set(row, "grant_types"), Columns.set(row, "exchange_audiences"),
				lifetimes(row),
				new ClientAlgorithms(row.getString("id_token_algorithm"), row.getString("access_token_algorithm"),
						row.getString("user_info_algorithm"), row.getString("introspection_algorithm")),
				new ClientSubject(SubjectType.valueOf(row.getString("subject_type")),
						uri(row, "sector_identifier_uri")),
				logout(row),
				Columns.set(row, "claims").stream().map(ClientClaim::parse).collect(Collectors.toUnmodifiableSet()),
				SecondFactorNeed.valueOf(row.getString("second_factor")), Columns.list(row, "default_acr_values"),
				new ClientSession(secondsOrNull(row, "session_idle_seconds"),
						secondsOrNull(row, "session_max_age_seconds")));
		Client client = new Client(row.getObject("id", UUID.class), row.getString("client_id"),
				row.getBoolean("enabled"), details, Columns.instant(row, "created_at"),
				Columns.instant(row, "updated_at"), row.getBoolean("self_registered"));
		return new Found(client, ClientSecrets.encode(secrets(row, client.createdAt())), row.getBoolean("declared"));
	}

	private static ClientLifetimes lifetimes(ResultSet row) throws SQLException {
		return new ClientLifetimes(Duration.ofSeconds(row.getInt("access_token_lifetime_seconds")),
				Duration.ofSeconds(row.getInt("id_token_lifetime_seconds")),
				Duration.ofSeconds(row.getInt("refresh_token_lifetime_seconds")),
				Duration.ofSeconds(row.getInt("grant_lifetime_seconds")),
				Duration.ofSeconds(row.getInt("refresh_grace_seconds")), secondsOrNull(row, "default_max_age_seconds"));
	}

	private static @Nullable Duration secondsOrNull(ResultSet row, String column) throws SQLException {
		Integer seconds = row.getObject(column, Integer.class);
		return (seconds != null) ? Duration.ofSeconds(seconds) : null;
	}

	private static ClientLogout logout(ResultSet row) throws SQLException {
		return new ClientLogout(uri(row, "backchannel_logout_uri"),
				row.getBoolean("backchannel_logout_session_required"), uri(row, "frontchannel_logout_uri"),
				row.getBoolean("frontchannel_logout_session_required"));
	}

	private static List<StoredSecret> secrets(ResultSet row, Instant createdAt) throws SQLException {
		byte[][] digests = (byte[][]) row.getArray("secret_digests").getArray();
		Timestamp[] expiries = (Timestamp[]) row.getArray("secret_expiries").getArray();
		List<StoredSecret> secrets = new ArrayList<>();
		for (int i = 0; i < digests.length; i++) {
			secrets
				.add(new StoredSecret(digests[i], createdAt, (expiries[i] != null) ? expiries[i].toInstant() : null));
		}
		return secrets;
	}

	private static @Nullable URI uri(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? URI.create(text) : null;
	}

	/**
	 * A client with its secrets.
	 *
	 * @param client the client
	 * @param secrets its secrets as {@link ClientSecrets} reads them; empty when it has
	 * none
	 * @param declared whether the configuration owns it
	 */
	record Found(Client client, String secrets, boolean declared) {

		/** Whether it is declared, with these details and these secrets. */
		boolean isDeclaredAs(ClientDetails details, Collection<PlainSecret> secrets) {
			String wanted = ClientSecrets.encode(PlainSecret.store(secrets, this.client.createdAt()));
			return this.declared && this.client.details().equals(details)
					&& entries(this.secrets).equals(entries(wanted));
		}

		private static Set<String> entries(String encoded) {
			return Set.copyOf(List.of(encoded.split(" ")));
		}

	}

}
