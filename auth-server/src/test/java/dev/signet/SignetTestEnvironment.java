package dev.signet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.signet.database.EmbeddedDatabase;
import dev.signet.mail.Mailbox;
import dev.signet.secret.Sha256;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Where the shared application of the tests listens and keeps its data.
 */
public final class SignetTestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The port, known before the start because the issuer names it. */
	public static final int PORT = freePort();

	static final Path DIRECTORY = temporaryDirectory();

	/** What every node of the tests is told. */
	private static final Map<String, String> SETTINGS = Map.of("signet.issuer", "http://localhost:" + PORT,
			// Rotation is asked for, never a surprise to a count of statements
			"signet.key.refresh-interval", "1d",
			// Where tests receive what the server sends to clients, and stand-ins answer
			// it
			"signet.outbound.allowed-addresses", "127.0.0.1,localhost:" + PORT,
			// Where tests receive what the server sends to people
			"spring.mail.host", "127.0.0.1", "spring.mail.port", String.valueOf(Mailbox.port()),
			// Tests are refused more than any client
			"signet.refusal.recorded-per-minute", "1000000",
			// Most tests want an account at once; the other way is tested by itself
			"signet.registration.verify-email", "false",
			// Off is the default, and tested with plain objects
			"signet.client.registration.mode", "token",
			// Tests need correct hashes, not costly ones
			"signet.credential.argon2.memory", "7168", "signet.credential.argon2.iterations", "1");

	/**
	 * Limits that a machine with too much to do does not reach, for every node of the
	 * tests. A test may wait for the first to pass, for no other.
	 */
	private static final Map<String, String> PATIENCE = Map.of("spring.datasource.hikari.connection-timeout", "6000",
			"spring.datasource.hikari.data-source-properties.socketTimeout", "90",
			"spring.datasource.hikari.data-source-properties.options",
			"-c lock_timeout=60s -c statement_timeout=60s -c random_page_cost=1.1",
			"signet.credential.hashing.patience", "30s");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestPropertyValues.of(SETTINGS)
			.and(PATIENCE)
			.and("server.port=" + PORT, "signet.database.directory=" + DIRECTORY,
					// A look at a provider is asked for, never a surprise to what counts
					// calls
					"signet.federation.watch.every=0s",
					// People of these roles meet the policies; nobody else does
					"signet.signin.second-factor.required-roles=CAREFUL",
					"signet.signin.second-factor.reported-roles=WATCHED",
					// No test pulls the plug of this database: nothing waits for the disk
					"spring.datasource.hikari.connection-init-sql=set synchronous_commit = off",
					// Off is the default; who has no confirmed address gets no code
					"signet.signin.mail-code=offered", "signet.signin.second-factor.mail-code=true")
			.applyTo(context);
	}

	/** Where another node of the same installation listens and finds the database. */
	static Map<String, Object> anotherNode(BeanFactory first) {
		JdbcConnectionDetails application = first.getBean(JdbcConnectionDetails.class);
		LiquibaseConnectionDetails owner = first.getBean(LiquibaseConnectionDetails.class);
		Map<String, Object> settings = new HashMap<>(SETTINGS);
		settings.putAll(PATIENCE);
		settings.put("server.port", 0);
		settings.put("spring.datasource.url", application.getJdbcUrl());
		settings.put("spring.datasource.username", application.getUsername());
		settings.put("spring.datasource.password", application.getPassword());
		settings.put("spring.liquibase.user", owner.getUsername());
		settings.put("spring.liquibase.password", owner.getPassword());
		settings.put("signet.key.master-key", first.getBean(EmbeddedDatabase.class).secret("master-key"));
		return settings;
	}

	/**
	 * Where somebody else's installation listens and keeps its data. What it does not
	 * need for people to sign in is off.
	 */
	static Map<String, Object> anotherSignet(BeanFactory shared) {
		EmbeddedDatabase server = shared.getBean(EmbeddedDatabase.class);
		String url = shared.getBean(JdbcConnectionDetails.class).getJdbcUrl();
		String name = "signet_" + UUID.randomUUID().toString().replace('-', '_');
		String databases = url.substring(0, url.lastIndexOf('/') + 1);
		JdbcClient
			.create(new DriverManagerDataSource(databases + "postgres", "postgres",
					server.secret("postgres-superuser")))
			.sql("create database " + name + " owner " + shared.getBean(LiquibaseConnectionDetails.class).getUsername())
			.update();
		Map<String, Object> settings = anotherNode(shared);
		int port = freePort();
		settings.put("server.port", port);
		settings.put("signet.issuer", "http://127.0.0.1:" + port);
		settings.put("spring.datasource.url", databases + name);
		settings.put("spring.datasource.hikari.maximum-pool-size", 3);
		settings.put("spring.datasource.hikari.connection-init-sql", "set synchronous_commit = off");
		settings.put("signet.key.master-key", Base64.getEncoder().encodeToString(Sha256.of(name)));
		settings.put("signet.federation.watch.every", "0s");
		settings.put("signet.node.listen", false);
		return settings;
	}

	/**
	 * A new directory for an embedded database, with the programs of an earlier test run
	 * in it, so that they need not be unpacked again. Each of the processes that run
	 * tests beside each other has its own: one must not see what another half unpacked.
	 */
	public static Path temporaryDirectory() {
		try {
			Path programs = Files
				.createDirectories(Path.of("target", "postgresql", System.getProperty("signet.test.process", "alone"))
					.toAbsolutePath());
			Path directory = Files.createTempDirectory("signet-test");
			Files.createDirectory(directory.resolve("postgresql"));
			Files.createSymbolicLink(directory.resolve("postgresql/programs"), programs);
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Below those that the system gives out, of which another could be taken until the
	 * server listens.
	 */
	private static int freePort() {
		SecureRandom random = new SecureRandom();
		while (true) {
			int port = 11_000 + random.nextInt(9_000);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody listens there
			}
		}
	}

}
