package dev.signet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.signet.mail.Mailbox;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Where the shared application of the tests listens and keeps its data.
 */
public final class SignetTestEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The port, known before the start because the issuer names it. */
	public static final int PORT = freePort();

	static final Path DIRECTORY = temporaryDirectory();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestPropertyValues
			.of("server.port=" + PORT, "signet.issuer=http://localhost:" + PORT,
					"signet.database.directory=" + DIRECTORY,
					// Rotation is asked for, never a surprise to a count of statements
					"signet.key.refresh-interval=1d",
					// Where tests receive what the server sends to clients
					"signet.outbound.allowed-addresses=127.0.0.1",
					// Tests are refused more than any client
					"signet.refusal.recorded-per-minute=1000000",
					// Off is the default, and tested with plain objects
					"signet.client.registration.mode=token",
					// Tests need correct hashes, not costly ones
					"signet.credential.argon2.memory=7168", "signet.credential.argon2.iterations=1")
			.applyTo(context);
		// Where tests receive what the server sends to people
		TestPropertyValues.of("spring.mail.host=127.0.0.1", "spring.mail.port=" + Mailbox.port()).applyTo(context);
	}

	/**
	 * A new directory for an embedded database, with the programs of an earlier test run
	 * in it, so that they need not be unpacked again.
	 */
	public static Path temporaryDirectory() {
		try {
			Path programs = Files.createDirectories(Path.of("target", "postgresql").toAbsolutePath());
			Path directory = Files.createTempDirectory("signet-test");
			Files.createDirectory(directory.resolve("postgresql"));
			Files.createSymbolicLink(directory.resolve("postgresql/programs"), programs);
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
