package dev.signet.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What nearly every request wants to know of a person, and no more: whether they may be
 * here, under which name, in which roles. One narrow SQL statement, where
 * {@link Accounts} reads all that is known.
 * <p>
 * A statement of another package that finds something of a person can bring the person
 * along: it selects {@link #COLUMNS} and joins {@link #joinedOn}, or, to find the rest in
 * any case, {@link #leftJoinedOn}.
 */
@Repository
public class EnabledAccounts {

	/** What to select of an account that is joined. */
	public static final String COLUMNS = "a.id as enabled_account, a.username, a.locale, a.version as account_version, "
			+ "array(select role from account_roles where account_id = a.id) as roles";

	private static final String FIND = "select " + COLUMNS
			+ " from accounts a where a.id = ? and a.disabled_at is null";

	private final JdbcClient jdbc;

	EnabledAccounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Joins the account, so that rows of a disabled one are left out.
	 * @param column where its identifier stands, such as {@code s.account_id}
	 */
	public static String joinedOn(String column) {
		return " join accounts a on a.id = " + column + " and a.disabled_at is null ";
	}

	/**
	 * Joins the account, so that a row of a disabled one comes without it.
	 * @param column where its identifier stands, such as {@code g.account_id}
	 */
	public static String leftJoinedOn(String column) {
		return " left" + joinedOn(column);
	}

	/**
	 * Joins the account, so that rows of one are left out to which nobody may begin to
	 * sign in ({@link Account#admits}). Its {@code a.delete_at} is null unless it is to
	 * be deleted.
	 * @param column where its identifier stands, such as {@code t.account_id}
	 * @param now where the moment stands, such as {@code :now}
	 */
	public static String joinedIfAdmitted(String column, String now) {
		return " join accounts a on a.id = " + column + " and " + admitting(now) + " ";
	}

	/**
	 * What is true of an account {@code a} to which somebody may begin to sign in
	 * ({@link Account#admits}).
	 * @param now where the moment stands, such as {@code :now}
	 */
	public static String admitting(String now) {
		return "(a.disabled_at is null or a.delete_at > " + now + ")";
	}

	/** The account in a row with {@link #COLUMNS}. */
	public static EnabledAccount read(ResultSet row) throws SQLException {
		return read(row.getObject("enabled_account", UUID.class), row);
	}

	/**
	 * The account in a row with {@link #COLUMNS} of a statement with
	 * {@link #leftJoinedOn}; null when it may not sign in.
	 */
	public static @Nullable EnabledAccount readOrNull(ResultSet row) throws SQLException {
		UUID id = row.getObject("enabled_account", UUID.class);
		return (id == null) ? null : read(id, row);
	}

	private static EnabledAccount read(UUID id, ResultSet row) throws SQLException {
		return new EnabledAccount(new AccountId(id), row.getString("username"), Columns.set(row, "roles"),
				row.getString("locale"), row.getInt("account_version"));
	}

	/** The account with this identifier, empty when there is none or it is disabled. */
	public Optional<EnabledAccount> find(AccountId id) {
		return this.jdbc.sql(FIND).param(id.value()).query((row, number) -> read(row)).optional();
	}

}
