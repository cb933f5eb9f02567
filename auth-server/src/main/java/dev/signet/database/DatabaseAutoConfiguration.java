package dev.signet.database;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Says where the database is and who connects to it; the pool, its transactions and
 * Liquibase are Spring Boot's own configuration.
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

	/** The embedded server, because nobody named another one. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(NoAddressGiven.class)
	@ConditionalOnMissingBean({ DataSource.class, JdbcConnectionDetails.class })
	static final class Embedded {

		@Bean
		EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
			return EmbeddedDatabase.open(properties.directory());
		}

		@Bean
		JdbcConnectionDetails jdbcConnectionDetails(EmbeddedDatabase database) {
			return new ApplicationLogin(database.url(), ServerRoles.APPLICATION, database.applicationPassword());
		}

		@Bean
		LiquibaseConnectionDetails liquibaseConnectionDetails(EmbeddedDatabase database) {
			return new OwnerLogin(database.url(), ServerRoles.OWNER, database.ownerPassword());
		}

	}

	/** A given server. Migrations may take longer than the pool's time limits allow. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("spring.datasource.url")
	static final class External {

		@Bean
		@ConditionalOnMissingBean
		LiquibaseConnectionDetails liquibaseConnectionDetails(LiquibaseProperties owner,
				JdbcConnectionDetails application) {
			String url = (owner.getUrl() != null) ? owner.getUrl() : application.getJdbcUrl();
			if (owner.getUser() == null) {
				return new OwnerLogin(url, application.getUsername(), application.getPassword());
			}
			return new OwnerLogin(url, owner.getUser(), owner.getPassword());
		}

	}

	static final class NoAddressGiven extends NoneNestedConditions {

		NoAddressGiven() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty("spring.datasource.url")
		static final class Url {

		}

		@ConditionalOnProperty("spring.datasource.jndi-name")
		static final class JndiName {

		}

	}

}
