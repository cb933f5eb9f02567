package dev.signet.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the table of links knows of who is still there. */
@Component
class PostgresPresence {

	private final JdbcClient jdbc;

	PostgresPresence(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Claims people who are due. They are nobody else's until then. */
	List<Due> claim(DirectoryId directoryId, Instant now, Instant until, int batch) {
		return this.jdbc.sql("""
				update directory_links set look_at = :until where id in (
				  select id from directory_links
				  where directory_id = :directory and removed_at is null and look_at <= :now
				  order by look_at limit :batch for update skip locked)
				returning id, subject""")
			.param("directory", directoryId.value())
			.param("now", Columns.moment(now))
			.param("until", Columns.moment(until))
			.param("batch", batch)
			.query((row, number) -> new Due(row.getObject("id", UUID.class), row.getString("subject")))
			.list();
	}

	/**
	 * Claims people who are due to be asked for their groups, but for those who are gone.
	 */
	List<Due> claimForGroups(DirectoryId directoryId, Instant now, Instant next, int batch) {
		return this.jdbc
			.sql("""
					update directory_links set groups_look_at = :next where id in (
					  select id from directory_links
					  where directory_id = :directory and removed_at is null and gone_since is null and groups_look_at <= :now
					  order by groups_look_at limit :batch for update skip locked)
					returning id, subject""")
			.param("directory", directoryId.value())
			.param("now", Columns.moment(now))
			.param("next", Columns.moment(next))
			.param("batch", batch)
			.query((row, number) -> new Due(row.getObject("id", UUID.class), row.getString("subject")))
			.list();
	}

	/**
	 * Notes that some were found.
	 * @return those who were missed before, of whom it is not noted yet
	 */
	Set<UUID> found(Collection<UUID> ids, Instant next) {
		Set<UUID> rest = new HashSet<>(ids);
		rest.removeAll(this.jdbc.sql("""
				update directory_links set look_at = :next
				where id = any(cast(:ids as uuid[])) and missed_since is null returning id""")
			.param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
			.param("next", Columns.moment(next))
			.query(UUID.class)
			.list());
		return rest;
	}

	/** Since when somebody was not found, if they were not. */
	Optional<Instant> missedSince(UUID id) {
		return this.jdbc.sql("select missed_since from directory_links where id = :id and missed_since is not null")
			.param("id", id)
			.query((row, number) -> Columns.instant(row, "missed_since"))
			.optional();
	}

	/** Notes what a look brought, and when the next one is due. */
	void note(UUID id, @Nullable Instant missedSince, @Nullable Instant goneSince, Instant next) {
		this.jdbc.sql("""
				update directory_links set missed_since = :missed, gone_since = :gone, look_at = :next
				where id = :id""")
			.param("id", id)
			.param("missed", Columns.momentOrNull(missedSince))
			.param("gone", Columns.momentOrNull(goneSince))
			.param("next", Columns.moment(next))
			.update();
	}

	/** What the groups of some people gave when they were last seen, all of them. */
	Map<UUID, Set<String>> gives(Collection<UUID> ids) {
		Map<UUID, Set<String>> gives = new HashMap<>();
		this.jdbc.sql("""
				select id, gives from directory_links
				where id = any(cast(:ids as uuid[])) and gives is not null and groups_cut_since is null""")
			.param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
			.query((row) -> {
				gives.put(row.getObject("id", UUID.class), Columns.set(row, "gives"));
			});
		return gives;
	}

	/** Gone people lose what they had from there, but for roles that had to stay. */
	void gaveNothing(UUID id, Collection<String> stayed) {
		this.jdbc.sql("""
				update directory_links set roles = :roles, groups = '{}', gives = null, groups_cut_since = null
				where id = :id""").param("id", id).param("roles", stayed.toArray(String[]::new)).update();
	}

	/**
	 * Somebody to ask for.
	 *
	 * @param id the link
	 * @param subject who it is there
	 */
	record Due(UUID id, String subject) {

		/** Without who it is. */
		@Override
		public String toString() {
			return "Due[" + this.id + "]";
		}

	}

}
