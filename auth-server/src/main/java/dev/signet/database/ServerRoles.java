package dev.signet.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The roles and the database inside the embedded server. The owner migrates the schema;
 * the application role gets no more than the first migration grants it.
 */
final class ServerRoles {

	static final String DATABASE = "signet";

	static final String OWNER = "signet_owner";

	static final String APPLICATION = "signet";

	private static final String SUPERUSER = "postgres";

	private final EmbeddedPostgres server;

	ServerRoles(EmbeddedPostgres server) {
		this.server = server;
	}

	/** Makes what is missing, and sets the passwords to the given ones. */
	void prepare(String ownerPassword, String applicationPassword) throws SQLException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			prepareRole(statement, OWNER, ownerPassword);
			prepareRole(statement, APPLICATION, applicationPassword);
			if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
				statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
			}
			statement.execute("revoke all on database %s from public".formatted(DATABASE));
			statement.execute("grant connect on database %s to %s".formatted(DATABASE, APPLICATION));
		}
		releaseMigrationLock();
	}

	/**
	 * Frees the migration lock of a server that was killed while it migrated. The
	 * directory is locked, so no other server can be at it.
	 */
	private void releaseMigrationLock() throws SQLException {
		try (Connection connection = this.server.getDatabase(SUPERUSER, DATABASE).getConnection();
				Statement statement = connection.createStatement()) {
			if (exists(connection, "select where to_regclass(?) is not null", "databasechangeloglock")) {
				statement
					.execute("update databasechangeloglock set locked = false, lockgranted = null, lockedby = null");
			}
		}
	}

	private static void prepareRole(Statement statement, String role, String password) throws SQLException {
		if (!exists(statement.getConnection(), "select from pg_roles where rolname = ?", role)) {
			statement.execute("create role " + role);
		}
		// The password is Base64 of our own making: nothing in it to escape
		statement.execute("alter role %s login password '%s'".formatted(role, password));
	}

	private static boolean exists(Connection connection, String query, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			statement.setString(1, name);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

}
