package dev.signet.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads an account with all that belongs to it in one statement, and writes it in one.
 */
@Component
class PostgresAccounts {

	/**
	 * One row for each address. Roles and groups come as arrays, as a join would multiply
	 * the rows.
	 */
	private static final String SELECT = """
			select a.*, e.id as email_id, e.address, e.address_normalised, e.main,
			  e.verified_at as email_verified_at, e.created_at as email_created_at,
			  array(select role from account_roles where account_id = a.id) as roles,
			  array(select g.name from group_members m join groups g on g.id = m.group_id
			    where m.account_id = a.id) as groups
			from accounts a join account_emails e on e.account_id = a.id
			""";

	private static final ResultSetExtractor<Optional<Account>> WHOLE = PostgresAccounts::whole;

	private final JdbcClient jdbc;

	PostgresAccounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Account> find(AccountId id) {
		return find("where a.id = :id", "id", id.value());
	}

	Optional<Account> findByUsername(String normalised) {
		return find("where a.username_normalised = :name", "name", normalised);
	}

	Optional<Account> findByAddress(String normalised) {
		return find("where a.id = (select account_id from account_emails where address_normalised = :address)",
				"address", normalised);
	}

	boolean anyWithRole(String role) {
		return this.jdbc.sql("select exists (select from account_roles where role = :role)")
			.param("role", role)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Keeps others from the account until the transaction ends.
	 * @return whether there is one
	 */
	boolean lock(AccountId id) {
		return this.jdbc.sql("select id from accounts where id = :id for no key update")
			.param("id", id.value())
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	/** Begins the next generation of an account. */
	void shutOut(AccountId id) {
		this.jdbc.sql("update accounts set generation = generation + 1 where id = :id")
			.param("id", id.value())
			.update();
	}

	/**
	 * Writes what the verbs of an account change, unless somebody else changed it since
	 * it was read.
	 * @return whether it was written
	 */
	boolean update(Account changed) {
		StoredAccount account = changed.stored();
		Profile profile = account.profile();
		PostalAddress address = (profile.address() != null) ? profile.address() : PostalAddress.UNKNOWN;
		return this.jdbc.sql("""
				with changed as (
				  update accounts set version = version + 1, given_name = :givenName, middle_name = :middleName,
				    family_name = :familyName, nickname = :nickname, profile_page = :profilePage, picture = :picture,
				    website = :website, gender = :gender, birthdate = :birthdate, zoneinfo = :zoneinfo,
				    locale = :locale, address_formatted = :formatted, address_street_address = :streetAddress,
				    address_locality = :locality, address_region = :region, address_postal_code = :postalCode,
				    address_country = :country, phone_number = :phoneNumber,
				    phone_number_verified_at = :phoneNumberVerifiedAt, disabled_at = :disabledAt,
				    locked_at = :lockedAt, delete_at = :deleteAt, approval_awaited_at = :approvalAwaitedAt,
				    suspended_at = :suspendedAt,
				    updated_at = :updatedAt
				  where id = :id and version = :version
				  returning id),
				verified as (
				  update account_emails e set verified_at = :emailVerifiedAt from changed
				  where e.account_id = changed.id and e.main and e.verified_at is distinct from :emailVerifiedAt),
				taken as (
				  delete from account_roles r using changed where r.account_id = changed.id and r.role <> all (:roles)),
				given as (
				  insert into account_roles (account_id, role)
				  select changed.id, role from changed cross join unnest(:roles) role
				  on conflict do nothing)
				select exists (select from changed)
				""")
			.param("id", account.id().value())
			.param("version", account.version())
			.param("givenName", profile.givenName())
			.param("middleName", profile.middleName())
			.param("familyName", profile.familyName())
			.param("nickname", profile.nickname())
			.param("profilePage", profile.profilePage())
			.param("picture", profile.picture())
			.param("website", profile.website())
			.param("gender", profile.gender())
			.param("birthdate", profile.birthdate())
			.param("zoneinfo", profile.zoneinfo())
			.param("locale", profile.locale())
			.param("formatted", address.formatted())
			.param("streetAddress", address.streetAddress())
			.param("locality", address.locality())
			.param("region", address.region())
			.param("postalCode", address.postalCode())
			.param("country", address.country())
			.param("phoneNumber", account.phoneNumber())
			.param("phoneNumberVerifiedAt", Columns.momentOrNull(account.phoneNumberVerifiedAt()))
			.param("disabledAt", Columns.momentOrNull(account.disabledAt()))
			.param("lockedAt", Columns.momentOrNull(account.lockedAt()))
			.param("deleteAt", Columns.momentOrNull(account.deleteAt()))
			.param("approvalAwaitedAt", Columns.momentOrNull(account.approvalAwaitedAt()))
			.param("suspendedAt", Columns.momentOrNull(account.suspendedAt()))
			.param("updatedAt", Columns.moment(account.updatedAt()))
			.param("emailVerifiedAt", Columns.momentOrNull(changed.mainEmail().verifiedAt()))
			.param("roles", account.roles().toArray(String[]::new))
			.query(Boolean.class)
			.single();
	}

	private Optional<Account> find(String condition, String name, Object value) {
		return this.jdbc.sql(SELECT + condition).param(name, value).query(WHOLE);
	}

	private static Optional<Account> whole(ResultSet rows) throws SQLException {
		Set<AccountEmail> emails = new HashSet<>();
		StoredAccount account = null;
		while (rows.next()) {
			emails.add(email(rows));
			account = account(rows, emails);
		}
		return Optional.ofNullable(account).map(Account::new);
	}

	private static StoredAccount account(ResultSet row, Set<AccountEmail> emails) throws SQLException {
		return new StoredAccount(new AccountId(row.getObject("id", UUID.class)), row.getInt("version"),
				row.getInt("generation"), row.getString("username"), profile(row), row.getString("phone_number"),
				Columns.instantOrNull(row, "phone_number_verified_at"), Columns.instantOrNull(row, "disabled_at"),
				Columns.instantOrNull(row, "locked_at"), Columns.instantOrNull(row, "delete_at"),
				Columns.instantOrNull(row, "approval_awaited_at"), Columns.instantOrNull(row, "suspended_at"),
				Columns.instant(row, "created_at"), Columns.instant(row, "updated_at"), emails,
				Columns.set(row, "roles"), Columns.set(row, "groups"));
	}

	private static Profile profile(ResultSet row) throws SQLException {
		return new Profile(row.getString("given_name"), row.getString("middle_name"), row.getString("family_name"),
				row.getString("nickname"), row.getString("profile_page"), row.getString("picture"),
				row.getString("website"), row.getString("gender"), row.getString("birthdate"),
				row.getString("zoneinfo"), row.getString("locale"),
				new PostalAddress(row.getString("address_formatted"), row.getString("address_street_address"),
						row.getString("address_locality"), row.getString("address_region"),
						row.getString("address_postal_code"), row.getString("address_country")));
	}

	private static AccountEmail email(ResultSet row) throws SQLException {
		return new AccountEmail(row.getObject("email_id", UUID.class), row.getString("address"),
				row.getString("address_normalised"), row.getBoolean("main"),
				Columns.instantOrNull(row, "email_verified_at"), Columns.instant(row, "email_created_at"));
	}

}
