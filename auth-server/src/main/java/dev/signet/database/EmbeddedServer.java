package dev.signet.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;

import org.springframework.util.FileSystemUtils;

/**
 * Starts PostgreSQL on a kept data directory. The library that brings the programs is
 * made for tests, so each of its defaults that would lose data, or let others in, is
 * turned here.
 */
final class EmbeddedServer {

	/**
	 * A data directory belongs to one major version; goes with the binaries in the POM.
	 */
	static final String MAJOR_VERSION = "18";

	static final String SUPERUSER_PASSWORD = "postgres-superuser";

	private static final Duration START_WAIT = Duration.ofSeconds(60);

	private static final int LOG_TAIL = 15;

	private final Path home;

	private final Path data;

	private final Path programs;

	private final Path log;

	private final Secrets secrets;

	EmbeddedServer(Path home, Secrets secrets) {
		this.home = home;
		this.data = home.resolve("data");
		this.programs = home.resolve("programs");
		this.log = home.resolve("server.log");
		this.secrets = secrets;
	}

	/**
	 * Starts the server. The caller holds the lock of the home directory.
	 * @throws DatabaseNotUsable when it does not start
	 */
	EmbeddedPostgres start() throws IOException, InterruptedException {
		refuseRootWithoutNamespaces();
		refuseForeignData();
		OrphanedServer.stop(this.data);
		removeHalfUnpackedPrograms();
		Path firstStart = beginFirstStart();
		Files.deleteIfExists(this.log);
		EmbeddedPostgres server = launch();
		Files.deleteIfExists(firstStart);
		return server;
	}

	private void refuseRootWithoutNamespaces() {
		boolean root = "root".equals(System.getProperty("user.name"));
		if (root && Files.exists(Path.of("/proc")) && !LinuxUtils.isUnshareAvailable()) {
			throw new DatabaseNotUsable("The embedded PostgreSQL refuses to run as root.",
					"Run the server as another user, or give it a PostgreSQL with spring.datasource.url.");
		}
	}

	private void refuseForeignData() throws IOException {
		Path version = this.data.resolve("PG_VERSION");
		if (!Files.exists(version)) {
			return;
		}
		String found = Files.readString(version).strip();
		if (!found.equals(MAJOR_VERSION)) {
			throw new DatabaseNotUsable(
					"The data in " + this.data + " belongs to PostgreSQL " + found + ", this server brings PostgreSQL "
							+ MAJOR_VERSION + ".",
					"Dump the data with the earlier version of this server (pg_dump), move the directory away, "
							+ "and restore the dump into a new one.");
		}
		if (!this.secrets.has(SUPERUSER_PASSWORD)) {
			throw new DatabaseNotUsable(
					"The password of the data in " + this.data + " is gone: " + this.secrets.file(SUPERUSER_PASSWORD)
							+ " does not exist.",
					"Restore the whole directory " + this.home.getParent() + " from a backup.");
		}
	}

	/** A killed first start leaves no marker that the unpacking was finished. */
	private void removeHalfUnpackedPrograms() throws IOException {
		Files.createDirectories(this.programs);
		try (DirectoryStream<Path> versions = Files.newDirectoryStream(this.programs, "PG-*")) {
			for (Path version : versions) {
				if (!Files.exists(version.resolve(".exists"))) {
					FileSystemUtils.deleteRecursively(version);
				}
			}
		}
	}

	/**
	 * Marks a data directory that is only being made, so that one left half made by a
	 * killed first start, which holds nothing yet, is made again.
	 */
	private Path beginFirstStart() throws IOException {
		Path marker = this.home.resolve("first-start");
		if (Files.exists(marker)) {
			FileSystemUtils.deleteRecursively(this.data);
		}
		if (!Files.exists(this.data)) {
			Files.writeString(marker, "");
		}
		return marker;
	}

	private EmbeddedPostgres launch() throws IOException {
		String password = this.secrets.get(SUPERUSER_PASSWORD);
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(this.data)
				.setCleanDataDirectory(false)
				.setOverrideWorkingDirectory(this.programs.toFile())
				// The library's hook would stop the database while requests still drain
				.setRegisterShutdownHook(false)
				.setPGStartupWait(START_WAIT)
				// These become options of initdb: passwords from the first moment, and
				// the
				// same sort order on every machine
				.setLocaleConfig("auth", "scram-sha-256")
				.setLocaleConfig("pwfile", this.secrets.file(SUPERUSER_PASSWORD).toString())
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				.setConnectConfig("password", password)
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("max_connections", "100")
				.setServerConfig("unix_socket_directories", "")
				// Errors name values of people; whoever runs a statement hears of them
				// anyway
				.setServerConfig("log_min_messages", "log")
				.setServerConfig("log_min_error_statement", "panic")
				.setServerConfig("log_checkpoints", "off")
				.setOutputRedirector(Redirect.appendTo(this.log.toFile()))
				.start();
		}
		catch (IOException | RuntimeException | ExceptionInInitializerError ex) {
			stopHalfStarted(ex);
			throw new DatabaseNotUsable("The embedded PostgreSQL in " + this.home + " did not start." + tailOfLog(),
					"The last lines of its log are above, all of it is in " + this.log + ". Often the disk is full, "
							+ "or files belong to another user because the server once ran as root.",
					ex);
		}
	}

	private void stopHalfStarted(Throwable cause) {
		try {
			OrphanedServer.stop(this.data);
		}
		catch (IOException | InterruptedException | DatabaseNotUsable ex) {
			cause.addSuppressed(ex);
		}
	}

	private String tailOfLog() {
		try {
			List<String> lines = Files.exists(this.log) ? Files.readAllLines(this.log) : List.of();
			return lines.stream()
				.skip(Math.max(0, lines.size() - LOG_TAIL))
				.map((line) -> System.lineSeparator() + "    " + line)
				.reduce("", String::concat);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
