package dev.signet.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with the server, for a start without any configuration. Its
 * data stays, and a killed server leaves nothing that has to be cleared by hand.
 * <p>
 * All is below one directory: {@code postgresql} has the data, the programs and the log,
 * {@code secrets} the passwords and other secrets made once.
 */
public final class EmbeddedDatabase implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private final DirectoryLock lock;

	private final Secrets secrets;

	private final EmbeddedPostgres server;

	private EmbeddedDatabase(DirectoryLock lock, Secrets secrets, EmbeddedPostgres server) {
		this.lock = lock;
		this.secrets = secrets;
		this.server = server;
	}

	/**
	 * Starts PostgreSQL and makes its roles and database when they are missing.
	 * @param directory an absolute path, made when missing
	 * @throws DatabaseNotUsable when that cannot be done, with the reason and the fix
	 */
	static EmbeddedDatabase open(Path directory) {
		logger.info("spring.datasource.url is not set: starting the embedded PostgreSQL, data in {}", directory);
		try {
			return openLocked(directory);
		}
		catch (IOException ex) {
			throw new DatabaseNotUsable(
					"The embedded PostgreSQL cannot use the directory " + directory + " (" + ex + ").",
					"Make the directory writable for this user, or name another one with signet.database.directory.",
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while starting PostgreSQL", ex);
		}
	}

	private static EmbeddedDatabase openLocked(Path directory) throws IOException, InterruptedException {
		Path home = PrivateFiles.createDirectory(directory.resolve("postgresql"));
		DirectoryLock lock = DirectoryLock.take(home);
		try {
			Secrets secrets = Secrets.in(directory.resolve("secrets"));
			EmbeddedPostgres server = new EmbeddedServer(home, secrets).start();
			EmbeddedDatabase database = new EmbeddedDatabase(lock, secrets, server);
			database.prepareRoles();
			return database;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	private void prepareRoles() throws IOException {
		try {
			new ServerRoles(this.server).prepare(ownerPassword(), applicationPassword());
		}
		catch (SQLException ex) {
			this.server.close();
			throw new DatabaseNotUsable(
					"The roles of the embedded PostgreSQL cannot be made (" + ex.getMessage() + ").",
					"Look into postgresql/server.log below signet.database.directory.", ex);
		}
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/" + ServerRoles.DATABASE;
	}

	String ownerPassword() {
		return secret("postgres-owner");
	}

	String applicationPassword() {
		return secret("postgres-application");
	}

	/**
	 * A secret kept beside the data, readable for this user only, and made when it is
	 * first asked for.
	 * @param name a plain file name
	 * @return 32 random bytes in Base64
	 * @throws UncheckedIOException when the directory cannot be read or written
	 */
	public synchronized String secret(String name) {
		try {
			return this.secrets.get(name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.lock.close();
	}

}
