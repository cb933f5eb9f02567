package dev.signet.database;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.context.annotation.Bean;

/**
 * Says where the database is and who connects to it; the pool, its transactions and
 * Liquibase are Spring Boot's own configuration. Which database it is, each start finds
 * out anew: no condition decides it when the server is built.
 */
@AutoConfiguration(before = { DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class })
@EnableConfigurationProperties({ DatabaseProperties.class, LiquibaseProperties.class })
final class DatabaseAutoConfiguration {

	@Bean
	static SchemaVersionCheck schemaVersionCheck() {
		return new SchemaVersionCheck();
	}

	@Bean
	PostgresExceptions postgresExceptions() {
		return new PostgresExceptions();
	}

	/** The embedded server, when nobody names another one. */
	@Bean
	@Nullable EmbeddedDatabase embeddedDatabase(DataSourceProperties named, DatabaseProperties properties) {
		return (named.getUrl() != null) ? null : EmbeddedDatabase.open(properties.directory());
	}

	@Bean
	JdbcConnectionDetails jdbcConnectionDetails(ObjectProvider<EmbeddedDatabase> embedded, DataSourceProperties named) {
		EmbeddedDatabase server = embedded.getIfAvailable();
		return (server != null)
				? new DatabaseLogin.OfApplication(server.url(), ServerRoles.APPLICATION, server.applicationPassword())
				: new DatabaseLogin.OfApplication(named.determineUrl(), named.determineUsername(),
						named.determinePassword());
	}

	/** Migrations may take longer than the time limits of the pool allow. */
	@Bean
	LiquibaseConnectionDetails liquibaseConnectionDetails(ObjectProvider<EmbeddedDatabase> embedded,
			LiquibaseProperties owner, JdbcConnectionDetails application) {
		EmbeddedDatabase server = embedded.getIfAvailable();
		if (server != null) {
			return new DatabaseLogin.OfOwner(server.url(), ServerRoles.OWNER, server.ownerPassword());
		}
		String url = (owner.getUrl() != null) ? owner.getUrl() : application.getJdbcUrl();
		return (owner.getUser() != null) ? new DatabaseLogin.OfOwner(url, owner.getUser(), owner.getPassword())
				: new DatabaseLogin.OfOwner(url, application.getUsername(), application.getPassword());
	}

}
