package dev.signet.federation.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.provider.ProviderId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of links. */
@Component
final class PostgresLinks {

	private static final String SELECT = """
			select id, account_id, provider_id, issuer, subject, shown_as, created_at, last_used_at, removed_at,
			  restored_at
			from upstream_links
			""";

	private final JdbcClient jdbc;

	PostgresLinks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Link> find(String issuer, String subject) {
		return this.jdbc.sql(SELECT + "where issuer = :issuer and subject = :subject and removed_at is null")
			.param("issuer", issuer)
			.param("subject", subject)
			.query((row, number) -> read(row))
			.optional();
	}

	/** Those that count, and those that were removed later than a moment. */
	List<Link> of(AccountId accountId, Instant removedAfter) {
		return this.jdbc.sql(SELECT + """
				where account_id = :account and (removed_at is null or removed_at > :moment)
				order by created_at, id""")
			.param("account", accountId.value())
			.param("moment", Columns.moment(removedAfter))
			.query((row, number) -> read(row))
			.list();
	}

	int count(AccountId accountId) {
		return this.jdbc.sql("""
				select count(*) from upstream_links l join upstream_providers p on p.id = l.provider_id
				where l.account_id = :account and l.removed_at is null and p.state = 'ENABLED'""")
			.param("account", accountId.value())
			.query(Integer.class)
			.single();
	}

	Map<ProviderId, LinkUse> use() {
		Map<ProviderId, LinkUse> use = new HashMap<>();
		this.jdbc.sql("""
				select provider_id, count(*) as links, max(last_used_at) as last_used_at from upstream_links
				where removed_at is null group by provider_id""").query((row) -> {
			use.put(new ProviderId(row.getObject("provider_id", UUID.class)),
					new LinkUse(row.getInt("links"), Columns.instantOrNull(row, "last_used_at")));
		});
		return use;
	}

	/**
	 * False when somebody has this person already, or the provider was removed meanwhile:
	 * whoever removes it waits, or is waited for.
	 */
	boolean insert(Link link) {
		return this.jdbc.sql("""
				insert into upstream_links (id, account_id, provider_id, issuer, subject, shown_as, created_at)
				select :id, :account, p.id, :issuer, :subject, cast(:shownAs as text), cast(:created as timestamptz)
				from upstream_providers p where p.id = :provider and p.removed_at is null for share
				on conflict (issuer, subject) where removed_at is null do nothing""")
			.param("id", link.id())
			.param("account", link.accountId().value())
			.param("provider", link.providerId().value())
			.param("issuer", link.issuer())
			.param("subject", link.subject())
			.param("shownAs", link.shownAs())
			.param("created", Columns.moment(link.createdAt()))
			.update() == 1;
	}

	void used(UUID id, Instant now) {
		this.jdbc.sql("update upstream_links set last_used_at = :now where id = :id")
			.param("now", Columns.moment(now))
			.param("id", id)
			.update();
	}

	/** The provider of the one that is removed now. */
	Optional<ProviderId> remove(UUID id, AccountId owner, Instant now) {
		return changed("""
				update upstream_links set removed_at = :now
				where id = :id and account_id = :account and removed_at is null returning provider_id""", id, owner,
				Map.of("now", now));
	}

	/**
	 * The provider of the one that counts again now; a provider that is removed, or is
	 * being removed, has none. Another one may have its alias, and by it its people.
	 * @throws org.springframework.dao.DuplicateKeyException when somebody else gets the
	 * person at the same moment
	 */
	Optional<ProviderId> restore(UUID id, AccountId owner, Instant now, Instant removedAfter) {
		return changed("""
				with p as (select id from upstream_providers
				  where id = (select provider_id from upstream_links where id = :id) and removed_at is null for share)
				update upstream_links l set removed_at = null, restored_at = :now
				from p where l.id = :id and l.provider_id = p.id and l.account_id = :account
				  and l.removed_at > :removedAfter
				  and not exists (select from upstream_links o
				    where o.issuer = l.issuer and o.subject = l.subject and o.removed_at is null)
				returning l.provider_id""", id, owner, Map.of("now", now, "removedAfter", removedAfter));
	}

	/** Those that can no longer be restored. */
	int deleteRemoved(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from upstream_links where id in (
				  select id from upstream_links where removed_at <= :before limit :batch for update skip locked)""")
			.param("before", Columns.moment(before))
			.param("batch", batch)
			.update();
	}

	private Optional<ProviderId> changed(String statement, UUID id, AccountId owner, Map<String, Instant> moments) {
		JdbcClient.StatementSpec update = this.jdbc.sql(statement).param("id", id).param("account", owner.value());
		moments.forEach((name, moment) -> update.param(name, Columns.moment(moment)));
		return update.query(UUID.class).optional().map(ProviderId::new);
	}

	private static Link read(ResultSet row) throws SQLException {
		return new Link(row.getObject("id", UUID.class), new AccountId(row.getObject("account_id", UUID.class)),
				new ProviderId(row.getObject("provider_id", UUID.class)), row.getString("issuer"),
				row.getString("subject"), row.getString("shown_as"), Columns.instant(row, "created_at"),
				Columns.instantOrNull(row, "last_used_at"), Columns.instantOrNull(row, "removed_at"),
				Columns.instantOrNull(row, "restored_at"));
	}

}
