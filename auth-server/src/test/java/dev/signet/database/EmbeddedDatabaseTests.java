package dev.signet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.signet.SignetTestEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedDatabaseTests {

	private Path directory;

	@BeforeEach
	void makeDirectory() {
		this.directory = SignetTestEnvironment.temporaryDirectory();
	}

	@AfterEach
	void deleteDirectory() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

	@Test
	void openWhenStoppedBeforeThenRowsAndPasswordsAreKept() throws Exception {
		String password;
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			password = database.ownerPassword();
			asOwner(database, "create table kept as select 42 as answer");
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			assertThat(database.ownerPassword()).isEqualTo(password);
			assertThat(asOwner(database, "select answer from kept")).isEqualTo("42");
		}
	}

	@Test
	void openWhenServerWasKilledThenStopsWhatItLeftAndKeepsTheRows() throws Exception {
		Process killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), KilledServer.class.getName(), this.directory.toString())
			.inheritIO()
			.start();
		assertThat(killed.waitFor(90, TimeUnit.SECONDS)).isTrue();
		assertThat(killed.exitValue()).isEqualTo(KilledServer.STATUS);
		List<String> orphan = Files.readAllLines(this.directory.resolve("postgresql/data/postmaster.pid"));
		assertThat(ProcessHandle.of(Long.parseLong(orphan.get(0)))).isPresent();
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			assertThat(asOwner(database, "select answer from kept")).isEqualTo("42");
		}
	}

	@Test
	void openWhenAnotherServerRunsThereThenRefusesInPlainWords() throws Exception {
		EmbeddedDatabase first = EmbeddedDatabase.open(this.directory);
		try (first) {
			assertThatExceptionOfType(DatabaseNotUsable.class).isThrownBy(() -> EmbeddedDatabase.open(this.directory))
				.withMessageContaining("already running")
				.satisfies((ex) -> assertThat(ex.action()).contains("signet.database.directory"));
			assertThat(asOwner(first, "select 1")).isEqualTo("1");
		}
	}

	@Test
	void openWhenFirstStartWasCutShortThenStartsAfresh() throws Exception {
		Path data = Files.createDirectories(this.directory.resolve("postgresql/data/base"));
		Files.writeString(data.resolveSibling("postgresql.conf"), "half of");
		Files.createFile(this.directory.resolve("postgresql/first-start"));
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			assertThat(asOwner(database, "select 1")).isEqualTo("1");
			assertThat(this.directory.resolve("postgresql/first-start")).doesNotExist();
		}
	}

	@Test
	void openWhenMigrationWasKilledThenFreesItsLock() throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			asOwner(database, "create table databasechangeloglock (id int, locked boolean, lockgranted timestamp, "
					+ "lockedby text)");
			asOwner(database, "insert into databasechangeloglock values (1, true, now(), 'the dead')");
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			assertThat(asOwner(database, "select locked from databasechangeloglock")).isEqualTo("f");
		}
	}

	@Test
	void openWhenDataIsOfAnotherMajorVersionThenRefusesAndLeavesIt() throws Exception {
		Path data = Files.createDirectories(this.directory.resolve("postgresql/data"));
		Files.writeString(data.resolve("PG_VERSION"), "17\n");
		assertThatExceptionOfType(DatabaseNotUsable.class).isThrownBy(() -> EmbeddedDatabase.open(this.directory))
			.withMessageContaining("PostgreSQL 17");
		assertThat(data.resolve("PG_VERSION")).exists();
	}

	@Test
	void openWhenSecretsWereLostThenRefuses() throws Exception {
		Path data = Files.createDirectories(this.directory.resolve("postgresql/data"));
		Files.writeString(data.resolve("PG_VERSION"), EmbeddedServer.MAJOR_VERSION + "\n");
		assertThatExceptionOfType(DatabaseNotUsable.class).isThrownBy(() -> EmbeddedDatabase.open(this.directory))
			.withMessageContaining("password")
			.satisfies((ex) -> assertThat(ex.action()).contains("backup"));
	}

	@Test
	void openWhenDirectoryCannotBeMadeThenRefusesInPlainWords() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(DatabaseNotUsable.class).isThrownBy(() -> EmbeddedDatabase.open(file))
			.satisfies((ex) -> assertThat(ex.action()).contains("signet.database.directory"));
	}

	@Test
	void openThenDataIsSafeAndNobodyEntersWithoutPassword() throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.open(this.directory)) {
			assertThat(asOwner(database, "show fsync")).isEqualTo("on");
			assertThat(asOwner(database, "show synchronous_commit")).isEqualTo("on");
			assertThat(asOwner(database, "show server_version")).startsWith(EmbeddedServer.MAJOR_VERSION + ".");
			for (String role : List.of("postgres", ServerRoles.OWNER, ServerRoles.APPLICATION)) {
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> DriverManager.getConnection(database.url(), role, "guess"))
					.withMessageContaining("password authentication failed");
			}
		}
		assertThat(permissions("secrets")).isEqualTo("rwx------");
		assertThat(permissions("secrets/postgres-superuser")).isEqualTo("rw-------");
		assertThat(permissions("secrets/postgres-application")).isEqualTo("rw-------");
		assertThat(permissions("postgresql")).isEqualTo("rwx------");
	}

	private String permissions(String file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(file)));
	}

	private static String asOwner(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.url(), ServerRoles.OWNER,
				database.ownerPassword()); Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return "";
			}
			try (ResultSet rows = statement.getResultSet()) {
				rows.next();
				return rows.getString(1);
			}
		}
	}

	/** Runs in a process of its own and dies without a farewell. */
	static final class KilledServer {

		static final int STATUS = 77;

		public static void main(String[] args) throws Exception {
			EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(args[0]));
			asOwner(database, "create table kept as select 42 as answer");
			Runtime.getRuntime().halt(STATUS);
		}

	}

}
