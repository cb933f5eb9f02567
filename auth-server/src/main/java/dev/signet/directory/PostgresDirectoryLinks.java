package dev.signet.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
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

/** The table of links. */
@Component
class PostgresDirectoryLinks {

	private final JdbcClient jdbc;

	PostgresDirectoryLinks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The one that counts. */
	Optional<DirectoryLink> find(DirectoryId directoryId, String subject) {
		return this.jdbc
			.sql("select * from directory_links where directory_id = :directory and subject = :subject "
					+ "and removed_at is null")
			.param("directory", directoryId.value())
			.param("subject", subject)
			.query(PostgresDirectoryLinks::link)
			.optional();
	}

	/** Any one, whether or not it counts. */
	Optional<DirectoryLink> find(UUID id) {
		return this.jdbc.sql("select * from directory_links where id = :id")
			.param("id", id)
			.query(PostgresDirectoryLinks::link)
			.optional();
	}

	/** One that counts, and nobody else changes it meanwhile. */
	Optional<DirectoryLink> hold(UUID id) {
		return this.jdbc.sql("select * from directory_links where id = :id and removed_at is null for no key update")
			.param("id", id)
			.query(PostgresDirectoryLinks::link)
			.optional();
	}

	/**
	 * Whether a directory is in this version; then nobody changes it, or switches it off,
	 * until the transaction ends. Whoever does so at this moment is waited for.
	 */
	boolean hold(DirectoryId directoryId, int version) {
		return this.jdbc.sql("select id from directories where id = :id and version = :version for share")
			.param("id", directoryId.value())
			.param("version", version)
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	/** Those that count, and those that were removed later than a moment. */
	List<DirectoryLink> of(AccountId accountId, Instant removedAfter) {
		return this.jdbc.sql("""
				select * from directory_links
				where account_id = :account and (removed_at is null or removed_at > :moment)
				order by created_at, id""")
			.param("account", accountId.value())
			.param("moment", Columns.moment(removedAfter))
			.query(PostgresDirectoryLinks::link)
			.list();
	}

	/** Those of a directory that count; those after one, or all. */
	List<DirectoryLink> of(DirectoryId directoryId, @Nullable UUID last, int most) {
		return this.jdbc.sql("""
				select * from directory_links where directory_id = :directory and removed_at is null
				  and (cast(:last as uuid) is null or (lower(login), id) > (
				    select lower(login), id from directory_links
				    where id = cast(:last as uuid) and directory_id = :directory))
				order by lower(login), id limit :most""")
			.param("directory", directoryId.value())
			.param("last", (last != null) ? last.toString() : null)
			.param("most", most)
			.query(PostgresDirectoryLinks::link)
			.list();
	}

	/** How many count, by directory. */
	Map<DirectoryId, Integer> use() {
		Map<DirectoryId, Integer> use = new HashMap<>();
		this.jdbc.sql("select directory_id, count(*) as links from directory_links where removed_at is null group by 1")
			.query((row) -> {
				use.put(new DirectoryId(row.getObject("directory_id", UUID.class)), row.getInt("links"));
			});
		return use;
	}

	/**
	 * Whether it was made, to be looked at now; not when somebody has that person
	 * already, or the directory is in another version by now. Whoever changes that at
	 * this moment is waited for.
	 */
	boolean insert(DirectoryLink link, int version) {
		return this.jdbc
			.sql("""
					insert into directory_links (id, directory_id, subject, account_id, login, created_at, look_at, groups_look_at)
					select :id, id, :subject, :account, :login, :now, :now, :now
					from directories where id = :directory and version = :version for share
					on conflict (directory_id, subject) where removed_at is null do nothing""")
			.param("id", link.id())
			.param("directory", link.directoryId().value())
			.param("version", version)
			.param("subject", link.subject())
			.param("account", link.accountId().value())
			.param("login", link.login())
			.param("now", Columns.moment(link.createdAt()))
			.update() == 1;
	}

	/** Whoever changes the directory waits; whoever links somebody there does not. */
	void hold(DirectoryId directoryId) {
		this.jdbc.sql("select id from directories where id = :id for share")
			.param("id", directoryId.value())
			.query(UUID.class)
			.optional();
	}

	/** Notes a sign-in, which shows too that the person is there. */
	void used(UUID id, String login, Instant now) {
		this.jdbc.sql("""
				update directory_links set login = :login, last_used_at = :now, missed_since = null, gone_since = null
				where id = :id""").param("id", id).param("login", login).param("now", Columns.moment(now)).update();
	}

	/**
	 * Notes what the account has by its groups there, and what these give; null when it
	 * does not have that yet.
	 */
	void gave(UUID id, Collection<String> roles, Collection<String> groups, @Nullable Collection<String> gives,
			@Nullable Instant cutSince) {
		this.jdbc.sql("""
				update directory_links set roles = :roles, groups = :groups, gives = cast(:gives as text[]),
				  groups_cut_since = :cutSince
				where id = :id""")
			.param("id", id)
			.param("roles", roles.toArray(String[]::new))
			.param("groups", groups.toArray(String[]::new))
			.param("gives", (gives != null) ? gives.toArray(String[]::new) : null)
			.param("cutSince", Columns.momentOrNull(cutSince), Types.TIMESTAMP_WITH_TIMEZONE)
			.update();
	}

	/**
	 * What an account loses by a link, others may give as well: it is only noted with the
	 * one that gave it first. Their next look gives it, though it brings nothing new.
	 */
	void giveAnewByOthers(DirectoryLink link) {
		this.jdbc.sql("""
				update directory_links set gives = null
				where account_id = :account and id <> :id and gives is not null""")
			.param("account", link.accountId().value())
			.param("id", link.id())
			.update();
	}

	/** How many that count are of people whose groups are too many. */
	int withGroupsCut(DirectoryId directoryId) {
		return this.jdbc.sql("""
				select count(*) from directory_links
				where directory_id = :directory and groups_cut_since is not null and removed_at is null""")
			.param("directory", directoryId.value())
			.query(Integer.class)
			.single();
	}

	/** Ends it; of what it gave, only some roles stay. */
	void remove(UUID id, Collection<String> stayed, Instant now) {
		this.jdbc.sql("""
				update directory_links set removed_at = :now, roles = :roles, groups = '{}', gives = null,
				  groups_cut_since = null
				where id = :id""")
			.param("now", Columns.moment(now))
			.param("roles", stayed.toArray(String[]::new))
			.param("id", id)
			.update();
	}

	/**
	 * The directory of the one that counts again now, as if nobody had asked for the
	 * person yet.
	 * @throws org.springframework.dao.DuplicateKeyException when somebody else gets the
	 * person at the same moment
	 */
	Optional<DirectoryId> restore(UUID id, AccountId owner, Instant now, Instant removedAfter) {
		return this.jdbc.sql("""
				update directory_links l set removed_at = null, restored_at = :now, look_at = :now,
				  groups_look_at = :now, missed_since = null, gone_since = null
				where l.id = :id and l.account_id = :account and l.removed_at > :removedAfter
				  and not exists (select from directory_links o where o.directory_id = l.directory_id
				    and o.subject = l.subject and o.removed_at is null)
				returning l.directory_id""")
			.param("id", id)
			.param("account", owner.value())
			.param("now", Columns.moment(now))
			.param("removedAfter", Columns.moment(removedAfter))
			.query(UUID.class)
			.optional()
			.map(DirectoryId::new);
	}

	/** Those that can no longer be restored. */
	int deleteRemoved(Instant before, int batch) {
		return this.jdbc.sql("""
				delete from directory_links where id in (
				  select id from directory_links where removed_at <= :before limit :batch for update skip locked)""")
			.param("before", Columns.moment(before))
			.param("batch", batch)
			.update();
	}

	private static DirectoryLink link(ResultSet row, int number) throws SQLException {
		return new DirectoryLink(row.getObject("id", UUID.class),
				new DirectoryId(row.getObject("directory_id", UUID.class)), row.getString("subject"),
				new AccountId(row.getObject("account_id", UUID.class)), row.getString("login"),
				Columns.set(row, "roles"), Columns.set(row, "groups"), Columns.instant(row, "created_at"),
				Columns.instantOrNull(row, "last_used_at"), Columns.instantOrNull(row, "removed_at"),
				Columns.instantOrNull(row, "restored_at"), Columns.instantOrNull(row, "gone_since"),
				Columns.instantOrNull(row, "groups_cut_since"));
	}

}
