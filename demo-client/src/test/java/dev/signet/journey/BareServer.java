package dev.signet.journey;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server alone, with the people and apps of the demonstration declared but none of
 * them running, on a database of its own. Its start takes long, so journeys share it. The
 * usual one, without settings, starts as in production: from what its build prepared.
 */
final class BareServer {

	/** Locked by who uses the one without settings: one journey kills it. */
	static final String USUAL = "usual bare server";

	/** The profile of the demonstration, with its people and a page of the mails sent. */
	static final String DEMONSTRATION = "--spring.profiles.active=demo";

	private static final String USUAL_SETTINGS = "--spring.config.additional-location=classpath:application-demo.yml,"
			+ "file:src/test/resources/usual-bare-server.yml";

	private static final Map<List<String>, BareServer> SHARED = new HashMap<>();

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port = Ports.free();

	/** Where the app Northwind Notes would listen. */
	private final int notesPort = Ports.free();

	private final Path directory;

	private final List<String> settings;

	private Process process;

	private BareServer(List<String> settings) throws IOException {
		this.settings = settings;
		this.directory = Files
			.createDirectories(Path.of("target/bare-server", String.valueOf(System.nanoTime())).toAbsolutePath());
	}

	/**
	 * Starts it, unless it is running; the end of this JVM stops it.
	 * @param settings what is set besides: each is another server
	 */
	static synchronized BareServer running(String... settings) throws IOException, InterruptedException {
		BareServer server = SHARED.get(List.of(settings));
		if (server == null) {
			server = new BareServer(List.of(settings));
			SHARED.put(List.of(settings), server);
			Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
		}
		if (server.process == null || !server.process.isAlive()) {
			server.start();
		}
		return server;
	}

	String issuer() {
		return "http://localhost:" + this.port;
	}

	int notesPort() {
		return this.notesPort;
	}

	String notesRedirectUri() {
		return "http://127.0.0.1:" + this.notesPort + "/login/oauth2/code/signet";
	}

	/** Starts it, on the data of the time before. */
	void start() throws IOException, InterruptedException {
		Path jar;
		try (Stream<Path> files = Files.list(Path.of("../auth-server/target"))) {
			jar = files.filter((file) -> file.getFileName().toString().matches("auth-server-[^/]*\\.jar"))
				.findFirst()
				.orElseThrow();
		}
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "--server.port=" + this.port,
				"--signet.issuer=" + issuer(), "--signet.database.directory=" + this.directory));
		command.addAll(this.settings.isEmpty() ? List.of(USUAL_SETTINGS) : this.settings);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(this.directory.toFile(), "server.log")));
		builder.environment().put("NOTES_PORT", Integer.toString(this.notesPort));
		this.process = builder.start();
		for (int i = 0; i < 1500; i++) {
			Thread.sleep(200);
			try {
				get("/.well-known/openid-configuration");
				return;
			}
			catch (IOException ex) {
				assertThat(this.process.isAlive()).as("the server, see server.log").isTrue();
			}
		}
		throw new AssertionError("The server did not start in five minutes");
	}

	/** What it told so far. */
	String log() throws IOException {
		return Files.readString(this.directory.resolve("server.log"));
	}

	/** Pulls the plug ({@code kill -9}). */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	private void stop() {
		this.process.destroy();
		try {
			this.process.waitFor(40, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	String get(String path) throws IOException, InterruptedException {
		return this.http
			.send(HttpRequest.newBuilder(URI.create(issuer() + path)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
