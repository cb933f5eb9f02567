package dev.signet.client;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL for API resources and their scopes.
 */
@Component
final class PostgresResources {

	private final JdbcClient jdbc;

	PostgresResources(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All scopes of all resources, by name. */
	List<Scope> scopes() {
		return this.jdbc.sql("""
				select s.name, s.title, s.description, r.identifier
				from resource_scopes s join resources r on r.id = s.resource
				order by s.name
				""")
			.query((row, number) -> new Scope(row.getString("name"), row.getString("title"),
					row.getString("description"), URI.create(row.getString("identifier"))))
			.list();
	}

	/**
	 * Holds off other servers that want to change the declared clients, until the
	 * transaction ends.
	 * @return false when another server is at it
	 */
	boolean tryToTakeTurn() {
		return this.jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('signet.client', 0))")
			.query(Boolean.class)
			.single();
	}

	/** Makes the resource or renames it; gives its id. */
	UUID put(String identifier, String name, Instant now) {
		this.jdbc.sql("""
				insert into resources (id, identifier, name, created_at, updated_at)
				values (gen_random_uuid(), :identifier, :name, :now, :now)
				on conflict (identifier) do update set name = excluded.name, updated_at = excluded.updated_at
				where resources.name <> excluded.name
				""").param("identifier", identifier).param("name", name).param("now", Columns.moment(now)).update();
		return this.jdbc.sql("select id from resources where identifier = :identifier")
			.param("identifier", identifier)
			.query(UUID.class)
			.single();
	}

	/** Makes the scope or changes it; it may come from another resource. */
	void putScope(UUID resource, String name, String title, String description) {
		this.jdbc.sql("""
				insert into resource_scopes (name, resource, title, description)
				values (:name, :resource, :title, :description)
				on conflict (name) do update
				set resource = excluded.resource, title = excluded.title, description = excluded.description
				""")
			.param("name", name)
			.param("resource", resource)
			.param("title", title)
			.param("description", description)
			.update();
	}

	/** The identifiers of the resources that each client is, by client id. */
	Map<String, Set<String>> identifiersByClient() {
		return this.jdbc.sql("""
				select c.client_id, array_agg(r.identifier) as identifiers
				from resource_clients rc join resources r on r.id = rc.resource join clients c on c.id = rc.client
				group by c.client_id
				""")
			.query((row, number) -> Map.entry(row.getString("client_id"), Columns.set(row, "identifiers")))
			.list()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Says which clients are the resource, and that no others are.
	 * @return how many of them are registered
	 */
	int replaceClients(String identifier, Collection<String> clientIds) {
		return this.jdbc.sql("""
				with wanted as (
				  select r.id as resource, c.id as client from resources r, clients c
				  where r.identifier = :identifier and c.client_id = any (:clients)),
				gone as (
				  delete from resource_clients rc using resources r
				  where r.id = rc.resource and r.identifier = :identifier
				    and rc.client not in (select client from wanted)),
				added as (
				  insert into resource_clients (resource, client) select resource, client from wanted
				  on conflict do nothing)
				select count(*) from wanted
				""")
			.param("identifier", identifier)
			.param("clients", clientIds.toArray(String[]::new))
			.query(Integer.class)
			.single();
	}

	/**
	 * Removes the resource's other scopes, also from the clients that could ask for them.
	 * @param kept what stays; may be empty
	 * @return the removed ones
	 */
	List<String> removeOtherScopes(String identifier, Collection<String> kept) {
		return this.jdbc.sql("""
				with removed as (
				  delete from resource_scopes s using resources r
				  where r.id = s.resource and r.identifier = :identifier and s.name <> all (:kept)
				  returning s.name),
				taken as (delete from client_scopes where scope in (select name from removed))
				select name from removed order by name
				""")
			.param("identifier", identifier)
			.param("kept", kept.toArray(String[]::new))
			.query(String.class)
			.list();
	}

}
