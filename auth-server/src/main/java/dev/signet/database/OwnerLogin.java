package dev.signet.database;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;

/**
 * How the migrations reach the database: their role owns the tables.
 */
record OwnerLogin(String url, @Nullable String user, @Nullable String password) implements LiquibaseConnectionDetails {

	@Override
	public String getJdbcUrl() {
		return this.url;
	}

	@Override
	public @Nullable String getUsername() {
		return this.user;
	}

	@Override
	public @Nullable String getPassword() {
		return this.password;
	}

	@Override
	public String getDriverClassName() {
		return "org.postgresql.Driver";
	}

	/** Without the password. */
	@Override
	public String toString() {
		return this.user + " at " + this.url;
	}

}
