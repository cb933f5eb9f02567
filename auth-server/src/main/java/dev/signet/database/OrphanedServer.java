package dev.signet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL process that outlives a killed server: it runs in a session of its own,
 * keeps the data directory, and would make the next start wait and fail.
 */
final class OrphanedServer {

	private static final Logger logger = LoggerFactory.getLogger(OrphanedServer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private OrphanedServer() {
	}

	/**
	 * Stops the PostgreSQL that an earlier, killed server left behind, if there is one.
	 * @param dataDirectory its data; the caller holds the directory lock, so no living
	 * server of ours uses it
	 * @throws DatabaseNotUsable when it does not stop
	 */
	static void stop(Path dataDirectory) throws IOException, InterruptedException {
		Optional<ProcessHandle> orphan = find(dataDirectory);
		if (orphan.isPresent()) {
			logger.warn("An earlier server was killed and left its PostgreSQL (process {}) behind; stopping it",
					orphan.get().pid());
			stop(orphan.get());
		}
	}

	private static Optional<ProcessHandle> find(Path dataDirectory) throws IOException {
		Path file = dataDirectory.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		List<String> lines = Files.readAllLines(file);
		if (lines.isEmpty() || !lines.get(0).matches("\\d{1,18}")) {
			return Optional.empty();
		}
		return ProcessHandle.of(Long.parseLong(lines.get(0)))
			.filter((process) -> isServerOf(process.info(), dataDirectory));
	}

	/** The number may meanwhile belong to a stranger, even to another PostgreSQL. */
	private static boolean isServerOf(ProcessHandle.Info process, Path dataDirectory) {
		String command = process.command().orElse("");
		boolean postgres = command.endsWith("postgres") || command.endsWith("postgres.exe");
		return postgres && process.arguments()
			.map((arguments) -> Arrays.asList(arguments).contains(dataDirectory.toString()))
			.orElse(true);
	}

	private static void stop(ProcessHandle process) throws InterruptedException {
		process.destroy();
		try {
			process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new DatabaseNotUsable(
					"The PostgreSQL that an earlier server left behind (process " + process.pid()
							+ ") did not stop within " + PATIENCE.toSeconds() + " seconds.",
					"Close the connections that other programs hold to it, or stop that process, and start again.", ex);
		}
	}

}
