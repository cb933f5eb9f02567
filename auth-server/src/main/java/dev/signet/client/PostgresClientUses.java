package dev.signet.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When clients and their secrets were used last, and how often they got tokens. Nodes
 * write the same rows in the same order, so that none waits for another in a circle. What
 * was removed meanwhile is passed over.
 */
@Component
final class PostgresClientUses {

	private final JdbcClient jdbc;

	PostgresClientUses(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Notes that clients are used now, unless that is known since a moment; a row that
	 * needs no change is not locked. A row of a self-registered client that another node
	 * is writing is left to it; nodes of the version before read no other.
	 */
	void used(List<UUID> clients, Instant now, Instant before) {
		UUID[] ids = clients.toArray(UUID[]::new);
		this.jdbc.sql("""
				update dynamic_clients set last_used_at = :now where client in (
				  select client from dynamic_clients
				  where client = any (:clients) and last_used_at < :before for update skip locked)""")
			.param("now", Columns.moment(now))
			.param("clients", ids)
			.param("before", Columns.moment(before))
			.update();
		this.jdbc.sql("""
				insert into client_uses (client, last_used_at)
				select c.id, :now::timestamptz from clients c
				where c.id = any (:clients) and not exists (
				  select from client_uses u where u.client = c.id and u.last_used_at >= :before)
				order by c.id
				on conflict (client) do update set last_used_at = excluded.last_used_at
				where client_uses.last_used_at < :before""")
			.param("now", Columns.moment(now))
			.param("clients", ids)
			.param("before", Columns.moment(before))
			.update();
	}

	/** The same for secrets. */
	void usedSecrets(List<UsedSecret> secrets, Instant now, Instant before) {
		this.jdbc.sql("""
				insert into client_secret_uses (client, digest, last_used_at)
				select s.client, s.digest, :now::timestamptz
				from unnest(:clients::uuid[], :digests::text[]) as u (client, digest)
				join client_secrets s on s.client = u.client and s.digest = decode(u.digest, 'hex')
				where not exists (
				  select from client_secret_uses k
				  where k.client = s.client and k.digest = s.digest and k.last_used_at >= :before)
				order by s.client, s.digest
				on conflict (client, digest) do update set last_used_at = excluded.last_used_at
				where client_secret_uses.last_used_at < :before""")
			.param("now", Columns.moment(now))
			.param("clients", texts(secrets, UsedSecret::client))
			.param("digests", texts(secrets, UsedSecret::digest))
			.param("before", Columns.moment(before))
			.update();
	}

	/** Adds to what all nodes have counted. */
	void count(List<Counted> counted) {
		this.jdbc
			.sql("""
					insert into client_issuances (client, grant_type, day, issued)
					select c.id, n.grant_type, n.day, n.issued
					from unnest(:clients::uuid[], :grantTypes::text[], :days::date[], :counts::bigint[])
					  as n (client, grant_type, day, issued)
					join clients c on c.id = n.client
					order by c.id, n.grant_type, n.day
					on conflict (client, grant_type, day) do update set issued = client_issuances.issued + excluded.issued""")
			.param("clients", texts(counted, Counted::client))
			.param("grantTypes", texts(counted, Counted::grantType))
			.param("days", texts(counted, Counted::day))
			.param("counts", texts(counted, Counted::issued))
			.update();
	}

	int deleteCountsBefore(LocalDate day, int batch) {
		return this.jdbc.sql("""
				delete from client_issuances where ctid = any (array(
				  select ctid from client_issuances where day < :day limit :batch for update skip locked))""")
			.param("day", day)
			.param("batch", batch)
			.update();
	}

	/**
	 * How a client is used.
	 * @param since the first day whose counts are read
	 */
	Optional<ClientUse> find(String clientId, LocalDate since) {
		Optional<Used> found = this.jdbc.sql("""
				select c.id, u.last_used_at
				from clients c left join client_uses u on u.client = c.id where c.client_id = :clientId""")
			.param("clientId", clientId)
			.query((row, number) -> new Used(row.getObject("id", UUID.class),
					Columns.instantOrNull(row, "last_used_at")))
			.optional();
		return found.map((client) -> new ClientUse(clientId, client.lastUsedAt(), secrets(client.id()),
				issued(client.id(), since)));
	}

	private List<ClientUse.Secret> secrets(UUID client) {
		return this.jdbc.sql("""
				select s.created_at, s.expires_at, u.last_used_at
				from client_secrets s left join client_secret_uses u on u.client = s.client and u.digest = s.digest
				where s.client = :client order by s.created_at, s.digest""")
			.param("client", client)
			.query((row, number) -> new ClientUse.Secret(Columns.instant(row, "created_at"),
					Columns.instantOrNull(row, "expires_at"), Columns.instantOrNull(row, "last_used_at")))
			.list();
	}

	private List<ClientUse.Issued> issued(UUID client, LocalDate since) {
		return this.jdbc.sql("""
				select day, grant_type, issued from client_issuances
				where client = :client and day >= :since order by day desc, grant_type""")
			.param("client", client)
			.param("since", since)
			.query((row, number) -> new ClientUse.Issued(row.getObject("day", LocalDate.class),
					row.getString("grant_type"), row.getLong("issued")))
			.list();
	}

	private static <T> String[] texts(List<T> values, Function<T, Object> text) {
		return values.stream().map(text).map(Object::toString).toArray(String[]::new);
	}

	/**
	 * A secret that a client has sent.
	 *
	 * @param client the client
	 * @param digest the secret's SHA-256, in hexadecimal
	 */
	record UsedSecret(UUID client, String digest) {

		static UsedSecret of(UUID client, byte[] digest) {
			return new UsedSecret(client, HexFormat.of().formatHex(digest));
		}

	}

	/**
	 * How often a client got tokens.
	 *
	 * @param client the client
	 * @param grantType how it got them
	 * @param day when
	 * @param issued how often
	 */
	record Counted(UUID client, String grantType, LocalDate day, long issued) {
	}

	/**
	 * A client.
	 *
	 * @param id the client
	 * @param lastUsedAt when it was used last, or null
	 */
	private record Used(UUID id, @Nullable Instant lastUsedAt) {
	}

}
