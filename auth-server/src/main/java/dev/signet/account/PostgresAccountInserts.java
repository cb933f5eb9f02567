package dev.signet.account;

import dev.signet.database.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores new accounts. {@code on conflict do nothing} lets the unique constraints decide,
 * also between transactions that run at once, without an exception whose message would
 * carry somebody's address into the log. Names that looked alike before that was a rule
 * are in no unique index; there will never be another one of them, so they can be asked.
 */
@Component
class PostgresAccountInserts {

	private final JdbcClient jdbc;

	PostgresAccountInserts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Stores an account with its address and roles, inside the caller's transaction.
	 * @throws UsernameTaken or {@link EmailAddressTaken} when a constraint says so; the
	 * transaction must then be rolled back
	 */
	void insert(Account account) {
		if (!insertAccount(account)) {
			throw new UsernameTaken();
		}
		if (!insertEmail(account)) {
			throw new EmailAddressTaken();
		}
		account.roles().forEach((role) -> insertRole(account, role));
	}

	private boolean insertAccount(Account account) {
		return this.jdbc.sql("""
				insert into accounts (id, version, username, username_normalised, given_name, family_name,
						disabled_at, approval_awaited_at, created_at, updated_at)
				select :id, 0, :username, :usernameNormalised, :givenName, :familyName,
						cast(:awaitedAt as timestamptz), cast(:awaitedAt as timestamptz), :createdAt, :updatedAt
				where not exists (select from accounts where username_skeleton = :skeleton and username_looks_alike)
				on conflict do nothing
				""")
			.param("id", account.id().value())
			.param("username", account.username())
			.param("usernameNormalised", account.usernameNormalised())
			.param("skeleton", account.usernameSkeleton())
			.param("awaitedAt", account.awaitsApproval() ? Columns.moment(account.createdAt()) : null)
			.param("givenName", account.profile().givenName())
			.param("familyName", account.profile().familyName())
			.param("createdAt", Columns.moment(account.createdAt()))
			.param("updatedAt", Columns.moment(account.updatedAt()))
			.update() == 1;
	}

	private boolean insertEmail(Account account) {
		AccountEmail email = account.mainEmail();
		return this.jdbc.sql("""
				insert into account_emails (id, account_id, address, address_normalised, main, verified_at, created_at)
				values (:id, :accountId, :address, :addressNormalised, :main, :verifiedAt, :createdAt)
				on conflict (address_normalised) do nothing
				""")
			.param("id", email.id())
			.param("accountId", account.id().value())
			.param("address", email.address())
			.param("addressNormalised", email.addressNormalised())
			.param("main", email.main())
			.param("verifiedAt", Columns.momentOrNull(email.verifiedAt()))
			.param("createdAt", Columns.moment(email.createdAt()))
			.update() == 1;
	}

	private void insertRole(Account account, String role) {
		this.jdbc.sql("insert into account_roles (account_id, role) values (:accountId, :role)")
			.param("accountId", account.id().value())
			.param("role", role)
			.update();
	}

}
