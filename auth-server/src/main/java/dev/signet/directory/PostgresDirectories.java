package dev.signet.directory;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.database.Columns;
import dev.signet.directory.DirectoryServer.Security;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of directories and of what their groups give. */
@Component
class PostgresDirectories {

	private final JdbcClient jdbc;

	PostgresDirectories(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<StoredDirectory> all() {
		Map<UUID, List<DirectoryRule>> rules = this.jdbc
			.sql("select directory_id, group_name, kind, name from directory_rules order by directory_id, position")
			.query((row, number) -> Map.entry(row.getObject("directory_id", UUID.class), rule(row)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
		return this.jdbc.sql("select * from directories order by alias")
			.query((row, number) -> directory(row, rules))
			.list();
	}

	/** Whether it was added; not when the alias is taken. */
	boolean insert(Directory directory, byte @Nullable [] sealed) {
		boolean added = values(this.jdbc.sql("""
				insert into directories (id, alias, kind, state, version, created_at, changed_at, bind_password, name,
				  addresses, security, bind_dn, people_base, people_filter, subject_attribute, username_attribute,
				  email_attribute, given_name_attribute, family_name_attribute, group_base, group_filter,
				  group_attribute, nested_groups, domains, unknown_names, newcomers, email_trusted, password_page)
				values (:id, :alias, :kind, :state, :version, :createdAt, :changedAt, :sealed, :name, :addresses,
				  :security, :bindDn, :peopleBase, :peopleFilter, :subject, :username, :email, :givenName, :familyName,
				  :groupBase, :groupFilter, :groupAttribute, :nested, :domains, :unknown, :created, :trusted, :page)
				on conflict do nothing"""), directory).param("alias", directory.alias())
			.param("kind", directory.kind().name())
			.param("createdAt", Columns.moment(directory.createdAt()))
			.param("sealed", sealed)
			.update() == 1;
		if (added) {
			insertRules(directory);
		}
		return added;
	}

	/**
	 * Replaces what is set about a directory, if it is still the version before.
	 * @param sealed the password of this change; null to keep the one that is stored
	 */
	boolean update(Directory directory, byte @Nullable [] sealed) {
		boolean changed = values(this.jdbc.sql("""
				update directories set state = :state, version = :version, changed_at = :changedAt,
				  switched_off_at = null,
				  bind_password = case when cast(:bindDn as text) is null then null
				    else coalesce(cast(:sealed as bytea), bind_password) end,
				  name = :name, addresses = :addresses, security = :security, bind_dn = :bindDn,
				  people_base = :peopleBase, people_filter = :peopleFilter, subject_attribute = :subject,
				  username_attribute = :username, email_attribute = :email, given_name_attribute = :givenName,
				  family_name_attribute = :familyName, group_base = :groupBase, group_filter = :groupFilter,
				  group_attribute = :groupAttribute, nested_groups = :nested, domains = :domains,
				  unknown_names = :unknown, newcomers = :created, email_trusted = :trusted,
				  password_page = :page
				where id = :id and version = :version - 1"""), directory).param("sealed", sealed).update() == 1;
		if (changed) {
			this.jdbc.sql("delete from directory_rules where directory_id = :id")
				.param("id", directory.id().value())
				.update();
			insertRules(directory);
		}
		return changed;
	}

	/** Nobody else changes it, or adds a link, until the transaction ends. */
	void hold(DirectoryId id) {
		this.jdbc.sql("select id from directories where id = :id for update")
			.param("id", id.value())
			.query(UUID.class)
			.optional();
	}

	/**
	 * Whether it has links, those too that were ended and can be put back. No link is
	 * added until the transaction ends.
	 */
	boolean holdLinked(DirectoryId id) {
		hold(id);
		return this.jdbc.sql("select exists (select from directory_links where directory_id = :id)")
			.param("id", id.value())
			.query(Boolean.class)
			.single();
	}

	/** What was shown of a version is true of the next, since only the state differs. */
	boolean changeState(DirectoryId id, int version, DirectoryState to, @Nullable Instant switchedOffAt) {
		return this.jdbc.sql("""
				with changed as (
				  update directories set state = :state, version = version + 1, switched_off_at = :switchedOffAt,
				    switched_off_version = version + 1
				  where id = :id and version = :version returning id),
				checklist as (
				  update directory_checklists set version = version + 1
				  where directory_id in (select id from changed) and version = :version),
				trial as (
				  update directory_trials set version = version + 1
				  where directory_id in (select id from changed) and version = :version)
				select count(*) from changed""")
			.param("state", to.name())
			.param("switchedOffAt", Columns.momentOrNull(switchedOffAt), Types.TIMESTAMP_WITH_TIMEZONE)
			.param("id", id.value())
			.param("version", version)
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Whether this version is what was on until it was switched off, later than a moment.
	 */
	boolean switchedOffAfter(DirectoryId id, int version, Instant moment) {
		return this.jdbc.sql("""
				select exists (select from directories
				  where id = :id and version = :version and switched_off_version = version
				    and switched_off_at > :moment)""")
			.param("id", id.value())
			.param("version", version)
			.param("moment", Columns.moment(moment))
			.query(Boolean.class)
			.single();
	}

	/** With the links that were ended; one that counts is in the way. */
	boolean delete(DirectoryId id) {
		this.jdbc.sql("delete from directory_links where directory_id = :id and removed_at is not null")
			.param("id", id.value())
			.update();
		return this.jdbc.sql("delete from directories where id = :id").param("id", id.value()).update() == 1;
	}

	private void insertRules(Directory directory) {
		int position = 0;
		for (DirectoryRule rule : directory.settings().accounts().rules()) {
			this.jdbc.sql("""
					insert into directory_rules (directory_id, position, group_name, kind, name)
					values (:id, :position, :groupName, :kind, :name)""")
				.param("id", directory.id().value())
				.param("position", position++)
				.param("groupName", rule.group())
				.param("kind", rule.kind().name())
				.param("name", rule.name())
				.update();
		}
	}

	private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, Directory directory) {
		DirectorySettings settings = directory.settings();
		PeopleSearch people = settings.people();
		@Nullable GroupSearch groups = settings.groups();
		return statement.param("id", directory.id().value())
			.param("state", directory.state().name())
			.param("version", directory.version())
			.param("changedAt", Columns.moment(directory.changedAt()))
			.param("name", settings.name())
			.param("addresses", settings.server().addresses().stream().map(URI::toString).toArray(String[]::new))
			.param("security", settings.server().security().name())
			.param("bindDn", settings.server().bindDn())
			.param("peopleBase", people.base())
			.param("peopleFilter", people.filter())
			.param("subject", people.subject())
			.param("username", people.username())
			.param("email", people.email())
			.param("givenName", people.givenName())
			.param("familyName", people.familyName())
			.param("groupBase", (groups != null) ? groups.base() : null)
			.param("groupFilter", (groups != null) ? groups.filter() : null)
			.param("groupAttribute", (groups != null) ? groups.attribute() : null)
			.param("nested", groups != null && groups.nested())
			.param("domains", settings.names().domains().toArray(String[]::new))
			.param("unknown", settings.names().unknown())
			.param("created", settings.accounts().created())
			.param("trusted", settings.accounts().emailTrusted())
			.param("page", (settings.passwordPage() != null) ? settings.passwordPage().toString() : null);
	}

	private static StoredDirectory directory(ResultSet row, Map<UUID, List<DirectoryRule>> rules) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		byte @Nullable [] sealed = row.getBytes("bind_password");
		Directory directory = new Directory(new DirectoryId(id), row.getString("alias"),
				DirectoryKind.valueOf(row.getString("kind")), settings(row, rules.getOrDefault(id, List.of())),
				DirectoryState.valueOf(row.getString("state")), sealed != null, row.getInt("version"),
				Columns.instant(row, "created_at"), Columns.instant(row, "changed_at"));
		return new StoredDirectory(directory, sealed);
	}

	private static DirectorySettings settings(ResultSet row, List<DirectoryRule> rules) throws SQLException {
		@Nullable String page = row.getString("password_page");
		return new DirectorySettings(row.getString("name"),
				new DirectoryServer(Columns.list(row, "addresses").stream().map(URI::create).toList(),
						Security.valueOf(row.getString("security")), row.getString("bind_dn")),
				new PeopleSearch(row.getString("people_base"), row.getString("people_filter"),
						row.getString("subject_attribute"), row.getString("username_attribute"),
						row.getString("email_attribute"), row.getString("given_name_attribute"),
						row.getString("family_name_attribute")),
				groups(row), new SignInNames(Columns.list(row, "domains"), row.getBoolean("unknown_names")),
				new AccountRules(row.getBoolean("newcomers"), row.getBoolean("email_trusted"), rules),
				(page != null) ? URI.create(page) : null);
	}

	private static @Nullable GroupSearch groups(ResultSet row) throws SQLException {
		String base = row.getString("group_base");
		return (base != null) ? new GroupSearch(base, row.getString("group_filter"), row.getString("group_attribute"),
				row.getBoolean("nested_groups")) : null;
	}

	private static DirectoryRule rule(ResultSet row) throws SQLException {
		return new DirectoryRule(row.getString("group_name"), DirectoryRule.Kind.valueOf(row.getString("kind")),
				row.getString("name"));
	}

}
