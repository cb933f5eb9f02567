package dev.signet.database;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;

/**
 * How somebody reaches the database.
 */
abstract class DatabaseLogin {

	private final String url;

	private final @Nullable String user;

	private final @Nullable String password;

	DatabaseLogin(String url, @Nullable String user, @Nullable String password) {
		this.url = url;
		this.user = user;
		this.password = password;
	}

	public String getJdbcUrl() {
		return this.url;
	}

	public @Nullable String getUsername() {
		return this.user;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public String getDriverClassName() {
		return "org.postgresql.Driver";
	}

	/** Without the password. */
	@Override
	public String toString() {
		return this.user + " at " + this.url;
	}

	/** The application's, whose role may read and write rows. */
	static final class OfApplication extends DatabaseLogin implements JdbcConnectionDetails {

		OfApplication(String url, @Nullable String user, @Nullable String password) {
			super(url, user, password);
		}

	}

	/** That of the migrations, whose role owns the tables. */
	static final class OfOwner extends DatabaseLogin implements LiquibaseConnectionDetails {

		OfOwner(String url, @Nullable String user, @Nullable String password) {
			super(url, user, password);
		}

	}

}
