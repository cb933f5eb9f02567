package dev.signet.consent;

import java.sql.Array;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people have allowed clients, scope by scope. Allowing adds, never replaces: only a
 * withdrawal takes away.
 */
@Component
public class Consents {

	/**
	 * Two parts of a {@code with} before what is given because it was allowed, after
	 * {@code LiveSession.HELD} and with the parameters {@code client} and
	 * {@code consented}: the part {@code allowed} has a row for each of these scopes that
	 * is allowed. Whoever takes it back at this moment is waited for, and waits for this
	 * to be written. The client is locked first, only against its deletion; then the
	 * scopes, in order.
	 */
	public static final String HELD = """
			asking as (
			  select c.id from clients c cross join live where c.id = :client for key share of c),
			allowed as (
			  select c.scope from consents c join asking a on a.id = c.client_id
			  where c.account_id = :account and c.scope = any (:consented) order by c.scope for share of c)""";

	private final JdbcClient jdbc;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	Consents(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * The scopes that a person has allowed a client so far: one SQL statement.
	 * @return the scopes, empty when nothing was allowed
	 */
	public Set<String> allowed(AccountId accountId, UUID clientId) {
		return this.jdbc
			.sql("select array_agg(scope) as scopes from consents where account_id = :account and client_id = :client")
			.param("account", accountId.value())
			.param("client", clientId)
			.query((row, number) -> {
				Array scopes = row.getArray("scopes");
				return (scopes == null) ? new TreeSet<String>()
						: new TreeSet<>(Arrays.asList((String[]) scopes.getArray()));
			})
			.single();
	}

	/** All that a person allows, one entry for each client. */
	public List<Allowed> of(AccountId accountId) {
		return this.jdbc.sql("""
				select client_id, array_agg(scope) as scopes, min(allowed_at) as since from consents
				where account_id = :account group by client_id order by since desc, client_id""")
			.param("account", accountId.value())
			.query((row, number) -> new Allowed(row.getObject("client_id", UUID.class), Columns.set(row, "scopes"),
					Columns.instant(row, "since")))
			.list();
	}

	/** Adds scopes to what a person allows a client. */
	@Transactional
	public void allow(AccountId accountId, UUID clientId, Collection<String> scopes) {
		this.jdbc.sql("""
				insert into consents (account_id, client_id, scope, allowed_at)
				select :account, :client, scope, :now from unnest(:scopes::text[]) as scope
				on conflict do nothing""")
			.param("account", accountId.value())
			.param("client", clientId)
			.param("now", Columns.moment(this.clock.instant()))
			.param("scopes", scopes.toArray(String[]::new))
			.update();
		this.events.publishEvent(new ConsentGiven(accountId, clientId, Set.copyOf(scopes)));
	}

	/**
	 * Takes back all that a person has allowed a client. What is being given at this
	 * moment is waited for, so that whoever hears of it finds all that was given.
	 */
	@Transactional
	public void withdraw(AccountId accountId, UUID clientId) {
		// Waits for whatever is being given under the account, without consent too
		this.jdbc.sql("select id from accounts where id = :account for update")
			.param("account", accountId.value())
			.query(UUID.class)
			.optional();
		int withdrawn = this.jdbc.sql("""
				with withdrawn as (
				  select scope from consents where account_id = :account and client_id = :client
				  order by scope for update)
				delete from consents c using withdrawn w
				where c.account_id = :account and c.client_id = :client and c.scope = w.scope""")
			.param("account", accountId.value())
			.param("client", clientId)
			.update();
		if (withdrawn > 0) {
			this.events.publishEvent(new ConsentWithdrawn(accountId, clientId));
		}
	}

	/**
	 * What a person allows a client.
	 *
	 * @param clientId the client, by its internal id
	 * @param scopes what is allowed
	 * @param since when the first of it was allowed
	 */
	public record Allowed(UUID clientId, Set<String> scopes, Instant since) {
	}

}
