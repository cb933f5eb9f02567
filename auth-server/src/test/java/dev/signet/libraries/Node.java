package dev.signet.libraries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * Node.js, with the libraries of {@code src/test/node}. They are installed once, into
 * {@code target}. Where there is no Node.js, a developer's tests are skipped; on a
 * machine that says by the environment variable {@code CI} that it builds for all, they
 * fail.
 */
final class Node {

	private static final int OLDEST = 20;

	private static final Path SOURCES = Path.of("src", "test", "node").toAbsolutePath();

	private static final Path HOME = Path.of("target", "node").toAbsolutePath();

	private static boolean ready;

	private Node() {
	}

	/** The directory with programs and libraries, ready to run. */
	static synchronized Path home() {
		if (!ready) {
			demand(version(), System.getenv("CI") != null);
			install();
			ready = true;
		}
		return HOME;
	}

	/**
	 * Stops a test that cannot run.
	 * @param version the major version of Node.js, or 0 when there is none
	 * @param ci whether that is a failure
	 */
	static void demand(int version, boolean ci) {
		if (version >= OLDEST) {
			return;
		}
		String missing = ((version == 0) ? "There are no node and npm on the path."
				: "This is Node.js " + version + ".") + " Journeys with the JavaScript libraries need Node.js " + OLDEST
				+ " or newer, and npm.";
		if (ci) {
			throw new AssertionError(missing);
		}
		Assumptions.abort(missing);
	}

	/** The major version, or 0 when there is none, or no npm with it. */
	private static int version() {
		try {
			run(Path.of("."), "npm", "--version");
			return Integer.parseInt(run(Path.of("."), "node", "--version").substring(1).split("\\.")[0]);
		}
		catch (UncheckedIOException ex) {
			return 0;
		}
	}

	/** Tests run in several processes, but one of them installs. */
	private static void install() {
		try (FileChannel turn = FileChannel.open(Path.of("target", "node.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			turn.lock();
			Path locked = HOME.resolve("package-lock.json");
			boolean installed = Files.exists(HOME.resolve("node_modules/.package-lock.json"))
					&& Files.mismatch(SOURCES.resolve("package-lock.json"), locked) < 0;
			Files.createDirectories(HOME);
			try (Stream<Path> files = Files.list(SOURCES)) {
				for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
					Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
				}
			}
			if (!installed) {
				run(HOME, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String run(Path directory, String... command) {
		try {
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new AssertionError(List.of(command) + " failed: " + output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
