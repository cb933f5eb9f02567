package dev.signet.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole demonstration on free ports with a fresh database, started once for all
 * journeys by the same program that people use. Its logs stay in
 * {@code target/demonstration}.
 */
final class RunningDemonstration {

	private final String signet;

	private final String notes;

	private final String travel;

	private final String api;

	private RunningDemonstration(List<Integer> ports) {
		this.signet = "http://localhost:" + ports.get(0);
		this.notes = "http://127.0.0.1:" + ports.get(1);
		this.travel = "http://127.0.0.1:" + ports.get(2);
		this.api = "http://127.0.0.1:" + ports.get(3);
	}

	/** Starts it at the first call; the end of this JVM stops it. */
	static RunningDemonstration get() {
		return Holder.INSTANCE;
	}

	/** The authorization server's issuer. */
	String signet() {
		return this.signet;
	}

	/** Northwind Notes. */
	String notes() {
		return this.notes;
	}

	/** Tidewater Travel. */
	String travel() {
		return this.travel;
	}

	/** The demo API. */
	String api() {
		return this.api;
	}

	private static RunningDemonstration start() {
		try {
			List<Integer> ports = Stream.generate(Ports::free).limit(4).toList();
			Path checkout = Path.of("").toAbsolutePath().getParent();
			Path directory = Path.of("target/demonstration", String.valueOf(System.currentTimeMillis()))
				.toAbsolutePath();
			ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"demo-client/Demonstration.java")
				.directory(checkout.toFile())
				.redirectErrorStream(true);
			builder.environment()
				.putAll(Map.of("SIGNET_PORT", ports.get(0).toString(), "NOTES_PORT", ports.get(1).toString(),
						"TRAVEL_PORT", ports.get(2).toString(), "API_PORT", ports.get(3).toString(),
						"SIGNET_DEMO_DIRECTORY", directory.toString(),
						// Some pages are only met through apps that the demonstration has
						// not
						"SIGNET_CLIENT_REGISTRATION_MODE", "open"));
			Process process = builder.start();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
			awaitReady(process);
			return new RunningDemonstration(ports);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void awaitReady(Process process) throws IOException {
		StringBuilder said = new StringBuilder();
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			said.append(line).append('\n');
			if (line.startsWith("Press Ctrl-C")) {
				return;
			}
		}
		throw new IllegalStateException("The demonstration did not start:\n" + said);
	}

	private static void stop(Process process) {
		process.destroy();
		try {
			process.waitFor(40, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class Holder {

		private static final RunningDemonstration INSTANCE = start();

	}

}
