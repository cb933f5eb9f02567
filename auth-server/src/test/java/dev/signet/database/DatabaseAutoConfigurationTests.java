package dev.signet.database;

import java.nio.file.Path;

import dev.signet.SignetTestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAutoConfigurationTests {

	private static Path directory;

	private static EmbeddedDatabase server;

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
				LiquibaseAutoConfiguration.class));

	@BeforeAll
	static void startServer() {
		directory = SignetTestEnvironment.temporaryDirectory();
		server = EmbeddedDatabase.open(directory);
	}

	@AfterAll
	static void stopServer() throws Exception {
		// Writes the databases out: stopping has five seconds, which many new ones may
		// exceed
		superuser().sql("checkpoint").update();
		server.close();
		FileSystemUtils.deleteRecursively(directory);
	}

	@Test
	void startWhenExternalDatabaseWithOwnerThenOwnerMigratesAndApplicationReads() {
		external("owner_and_application").run((context) -> {
			assertThat(context.getBeanProvider(EmbeddedDatabase.class).getIfAvailable()).isNull();
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			assertThat(text(jdbc, "select current_user")).isEqualTo(ServerRoles.APPLICATION);
			assertThat(text(jdbc, "select tableowner from pg_tables where tablename = 'databasechangelog'"))
				.isEqualTo(ServerRoles.OWNER);
		});
	}

	@Test
	void startWhenExternalDatabaseWithOneRoleThenItMigratesToo() {
		makeDatabase("one_role");
		this.application
			.withPropertyValues("spring.datasource.url=" + url("one_role"),
					"spring.datasource.username=" + ServerRoles.OWNER,
					"spring.datasource.password=" + server.ownerPassword())
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/** Else a setting that came to nothing would start an empty installation. */
	@Test
	void startWhenAddressIsEmptyThenDoesNotTakeTheEmbeddedDatabase() {
		this.application.withPropertyValues("spring.datasource.url=", "signet.database.directory=/nowhere")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Failed to determine suitable jdbc url"));
	}

	@Test
	void startWhenSchemaIsNewerThenStopsWithTheFix() {
		external("newer").run((context) -> {
			assertThat(context).hasNotFailed();
			owner("newer").sql("""
					insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
					values ('9999-1', 'signet', 'of-the-future.sql', now(), 9999, 'EXECUTED')
					""").update();
		});
		application("newer").run((context) -> {
			FailureAnalysis analysis = new DatabaseNotUsableFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("newer version").contains("9999-1");
			assertThat(analysis.getAction()).contains("backup");
		});
	}

	@Test
	void startWhenNothingIsNewThenLeavesTheMigrationsOut() {
		external("nothing_new").run((context) -> assertThat(context).hasNotFailed());
		// Liquibase would make it again
		owner("nothing_new").sql("drop table databasechangeloglock").update();
		application("nothing_new").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(
					text(owner("nothing_new"), "select coalesce(to_regclass('databasechangeloglock')::text, 'none')"))
				.isEqualTo("none");
		});
	}

	@Test
	void startWhenOneChangeIsMissingThenMakesIt() {
		external("one_missing").run((context) -> assertThat(context).hasNotFailed());
		// This change can be made twice
		owner("one_missing").sql("delete from databasechangelog where id = '0091-1'").update();
		application("one_missing").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(text(owner("one_missing"), "select exectype from databasechangelog where id = '0091-1'"))
				.isEqualTo("EXECUTED");
		});
	}

	@Test
	void startWhenPasswordIsWrongThenSaysSo() {
		external("wrong_password").withPropertyValues("spring.liquibase.password=wrong").run((context) -> {
			FailureAnalysis analysis = new DatabaseNotUsableFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("password authentication failed");
			assertThat(analysis.getAction()).contains("spring.liquibase.password");
		});
	}

	@Test
	void knownChangesThenAreExactlyThoseThatRun() {
		external("complete").run((context) -> assertThat(
				owner("complete").sql("select id from databasechangelog").query(String.class).set())
			.isEqualTo(SchemaVersionCheck.knownChanges()));
	}

	private ApplicationContextRunner external(String database) {
		makeDatabase(database);
		return application(database);
	}

	private ApplicationContextRunner application(String database) {
		return this.application.withPropertyValues("spring.datasource.url=" + url(database),
				"spring.datasource.username=" + ServerRoles.APPLICATION,
				"spring.datasource.password=" + server.applicationPassword(),
				"spring.liquibase.user=" + ServerRoles.OWNER, "spring.liquibase.password=" + server.ownerPassword());
	}

	private static void makeDatabase(String name) {
		superuser().sql("create database " + name + " owner " + ServerRoles.OWNER).update();
	}

	private static JdbcClient superuser() {
		return JdbcClient
			.create(new DriverManagerDataSource(url("postgres"), "postgres", server.secret("postgres-superuser")));
	}

	private static JdbcClient owner(String database) {
		return JdbcClient.create(new DriverManagerDataSource(url(database), ServerRoles.OWNER, server.ownerPassword()));
	}

	private static String url(String database) {
		return server.url().replaceAll("[^/]+$", database);
	}

	private static String text(JdbcClient jdbc, String sql) {
		return jdbc.sql(sql).query(String.class).single();
	}

}
