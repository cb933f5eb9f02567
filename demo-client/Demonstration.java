import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the whole demonstration: the authorization server with its own database, two
 * apps and an API, each from its built jar. Run it from the checkout, after
 * {@code mvn package}, with {@code java demo-client/Demonstration.java}; {@code make run}
 * does both.
 * <p>
 * Ports: SIGNET_PORT (9000), NOTES_PORT (8081), TRAVEL_PORT (8082), API_PORT (8090). The
 * apps read the same variables, so the addresses follow. Data and logs are kept in
 * {@code .demo}, or in the directory named by SIGNET_DEMO_DIRECTORY.
 */
public final class Demonstration {

	private static final Duration LONGEST_START = Duration.ofMinutes(4);

	private static final int LOG_LINES_SHOWN = 25;

	/**
	 * Ctrl-C in a terminal reaches every process at once. The children ignore it, so that
	 * they can be stopped in order: the server last.
	 */
	private static final List<String> IGNORE_CTRL_C = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

	private final long begin = System.nanoTime();

	private final Map<App, Process> running = new LinkedHashMap<>();

	private final Map<String, Integer> ports = ports();

	private final Path checkout;

	private final Path directory;

	private volatile boolean stopping;

	private volatile int exitCode;

	private Demonstration(Path checkout) {
		this.checkout = checkout;
		this.directory = checkout.resolve(System.getenv().getOrDefault("SIGNET_DEMO_DIRECTORY", ".demo"));
	}

	public static void main(String[] args) throws InterruptedException {
		try {
			new Demonstration(checkout()).run();
		}
		catch (Problem | IOException ex) {
			System.err.println();
			System.err.println((ex instanceof Problem) ? ex.getMessage() : ex.toString());
			System.exit(1);
		}
	}

	private void run() throws IOException, InterruptedException {
		List<App> apps = apps();
		Files.createDirectories(this.directory.resolve("logs"));
		stopLeftOvers();
		checkPorts();
		Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
		try {
			System.out.println("Starting the server, two apps and an API...");
			remember(ProcessHandle.current());
			for (App app : apps) {
				start(app);
			}
			for (App app : apps) {
				awaitAnswer(app);
			}
			greet();
			awaitEnd();
		}
		catch (Problem ex) {
			if (!this.stopping) {
				this.exitCode = 1;
				throw ex;
			}
			// Ctrl-C came while starting: the shutdown hook ends this process
			Thread.currentThread().join();
		}
	}

	// What is run

	private List<App> apps() throws IOException {
		Path client = jar("demo-client");
		return List.of(
				new App("auth-server", jar("auth-server"), "512m",
						"http://localhost:" + port("SIGNET_PORT") + "/.well-known/openid-configuration",
						List.of("--spring.profiles.active=demo", "--signet.database.directory=" + this.directory)),
				new App("demo-notes", client, "192m", address("NOTES_PORT"), List.of("--spring.profiles.active=notes")),
				new App("demo-travel", client, "192m", address("TRAVEL_PORT"),
						List.of("--spring.profiles.active=travel")),
				new App("demo-api", jar("demo-resource-server"), "192m", address("API_PORT"), List.of()));
	}

	private Path jar(String module) throws IOException {
		Path target = this.checkout.resolve(module).resolve("target");
		if (Files.isDirectory(target)) {
			try (Stream<Path> files = Files.list(target)) {
				Path jar = files.filter((file) -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
					.sorted()
					.findFirst()
					.orElse(null);
				if (jar != null) {
					return jar;
				}
			}
		}
		throw new Problem(module + " is not built yet. Run \"make run\", or \"mvn -DskipTests package\" first.");
	}

	private synchronized void start(App app) throws IOException {
		List<String> command = new ArrayList<>();
		if (!System.getProperty("os.name").startsWith("Windows")) {
			command.addAll(IGNORE_CTRL_C);
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add(marker());
		command.addAll(List.of("-Xmx" + app.memory(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar",
				app.jar().toString()));
		command.addAll(app.arguments());
		// The demonstration's passwords are public: nobody else in the network needs it
		command.add("--server.address=127.0.0.1");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.checkout.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log(app).toFile());
		this.ports.forEach((variable, port) -> builder.environment().put(variable, String.valueOf(port)));
		Process process = builder.start();
		process.getOutputStream().close();
		this.running.put(app, process);
		remember(process.toHandle());
	}

	// Waiting

	private void awaitAnswer(App app) throws InterruptedException {
		HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create(app.answersAt())).timeout(Duration.ofSeconds(5)).build();
		while (elapsed().compareTo(LONGEST_START) < 0) {
			this.running.forEach(this::checkAlive);
			try {
				if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
					System.out.printf("  %-12s ready after %d s%n", app.name(), elapsed().toSeconds());
					return;
				}
			}
			catch (IOException ex) {
				// Not listening yet
			}
			Thread.sleep(250);
		}
		throw new Problem(app.name() + " does not answer at " + app.answersAt() + " after " + LONGEST_START.toMinutes()
				+ " minutes.\n" + lastLines(app));
	}

	private void awaitEnd() {
		CompletableFuture
			.anyOf(this.running.values().stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new))
			.join();
		this.running.forEach(this::checkAlive);
	}

	private void checkAlive(App app, Process process) {
		if (!process.isAlive()) {
			throw new Problem(app.name() + " stopped by itself (status " + process.exitValue() + ").\n" + lastLines(app));
		}
	}

	private String lastLines(App app) {
		try {
			List<String> lines = Files.readAllLines(log(app), StandardCharsets.UTF_8);
			return "The end of " + log(app) + ":\n"
					+ lines.stream()
						.skip(Math.max(0, lines.size() - LOG_LINES_SHOWN))
						.map((line) -> "  | " + line)
						.collect(Collectors.joining("\n"));
		}
		catch (IOException ex) {
			return "Its log cannot be read: " + ex;
		}
	}

	// Stopping

	private synchronized void stop() {
		this.stopping = true;
		if (!this.running.isEmpty()) {
			System.out.println();
			System.out.println("Stopping...");
			List<Process> processes = new ArrayList<>(this.running.values());
			Process server = processes.remove(0);
			processes.forEach(Process::destroy);
			processes.forEach((process) -> awaitStop(process.toHandle(), Duration.ofSeconds(6)));
			server.destroy();
			awaitStop(server.toHandle(), Duration.ofSeconds(25));
			System.out.println("Stopped. Data and logs stay in " + this.directory + ".");
		}
		forget();
		// Stopping was what we were asked for: that is no error
		Runtime.getRuntime().halt(this.exitCode);
	}

	private static void awaitStop(ProcessHandle process, Duration patience) {
		try {
			process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (Exception ex) {
			process.destroyForcibly();
		}
	}

	// An earlier run that was killed

	private void remember(ProcessHandle process) throws IOException {
		Path file = processFile();
		List<String> known = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
		known.add(String.valueOf(process.pid()));
		Files.write(file, known);
	}

	private void forget() {
		try {
			Files.deleteIfExists(processFile());
		}
		catch (IOException ex) {
			System.err.println("Cannot delete " + processFile() + ": " + ex);
		}
	}

	private void stopLeftOvers() throws IOException {
		if (!Files.exists(processFile())) {
			return;
		}
		List<ProcessHandle> alive = Files.readAllLines(processFile())
			.stream()
			.flatMap((line) -> ProcessHandle.of(Long.parseLong(line.strip())).stream())
			.filter(ProcessHandle::isAlive)
			.toList();
		alive.stream().filter((process) -> runs(process, "Demonstration.java")).findFirst().ifPresent((launcher) -> {
			throw new Problem("The demonstration is running already, as process " + launcher.pid()
					+ ". Press Ctrl-C there first.");
		});
		List<ProcessHandle> ours = alive.stream().filter((process) -> runs(process, marker())).toList();
		if (!ours.isEmpty()) {
			System.out.println("Stopping " + ours.size() + " processes that an earlier run left behind...");
			ours.forEach(ProcessHandle::destroy);
			ours.forEach((process) -> awaitStop(process, Duration.ofSeconds(20)));
		}
		forget();
	}

	/** A process id alone proves nothing: it may belong to somebody else by now. */
	private static boolean runs(ProcessHandle process, String what) {
		return process.info().commandLine().filter((line) -> line.contains(what)).isPresent();
	}

	private String marker() {
		return "-Dsignet.demonstration=" + this.directory;
	}

	private Path processFile() {
		return this.directory.resolve("processes");
	}

	private Path log(App app) {
		return this.directory.resolve("logs").resolve(app.name() + ".log");
	}

	// Ports

	private void checkPorts() {
		List<String> taken = new ArrayList<>();
		this.ports.forEach((variable, port) -> {
			if (isTaken("127.0.0.1", port) || isTaken("::1", port)) {
				taken.add("Port " + port + " is taken. Stop what listens there, or choose another: " + variable
						+ "=" + ((port < 55000) ? port + 10000 : port - 10000) + " make run");
			}
		});
		if (!taken.isEmpty()) {
			throw new Problem(String.join("\n", taken));
		}
	}

	private static boolean isTaken(String host, int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
			return false;
		}
		catch (IOException ex) {
			// A machine without IPv6 cannot bind to ::1 at all, which is no obstacle
			return !ex.getMessage().contains("assign requested address") && !ex.getMessage().contains("family");
		}
	}

	private static Map<String, Integer> ports() {
		Map<String, Integer> ports = new LinkedHashMap<>();
		ports.put("SIGNET_PORT", 9000);
		ports.put("NOTES_PORT", 8081);
		ports.put("TRAVEL_PORT", 8082);
		ports.put("API_PORT", 8090);
		ports.replaceAll((variable, usual) -> {
			String chosen = System.getenv().getOrDefault(variable, String.valueOf(usual));
			if (!chosen.matches("[1-9][0-9]{0,4}") || Integer.parseInt(chosen) > 65535) {
				throw new Problem(variable + " must be a port number, but is \"" + chosen + "\".");
			}
			return Integer.parseInt(chosen);
		});
		return ports;
	}

	private int port(String variable) {
		return this.ports.get(variable);
	}

	private String address(String variable) {
		return "http://127.0.0.1:" + port(variable) + "/";
	}

	// Words

	private void greet() {
		System.out.printf("""

				Signet is ready (%d seconds).

				  Northwind Notes    %-24s start here
				  Tidewater Travel   %-24s then go here
				  Signet             %-24s where everybody signs in
				  Demo API           %-24s what the apps call

				  alice    alice-in-wonderland     roles USER and ADMIN
				  bruno    bruno-likes-bicycles    role USER
				  carol    carol-of-the-bells      no role

				Try this:
				  1. Open Northwind Notes, sign in as alice, allow what it asks for.
				  2. Go next door to Tidewater Travel: it knows you, no password asked.
				  3. Press "The report" as alice (200), then sign in as bruno and press it again (403).
				  4. Press "Refresh tokens now" and see the access token change.
				  5. Stop all this, start it again, open an app: the server still knows you.

				Logs are in %s.
				To forget everything, stop and delete %s.

				Press Ctrl-C to stop.
				""", elapsed().toSeconds(), address("NOTES_PORT"), address("TRAVEL_PORT"),
				"http://localhost:" + port("SIGNET_PORT") + "/", address("API_PORT"), this.directory.resolve("logs"),
				this.directory);
		System.out.flush();
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.begin);
	}

	/** Works from any folder of the checkout. */
	private static Path checkout() {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.exists(folder.resolve("demo-client/Demonstration.java"))) {
				return folder;
			}
		}
		throw new Problem("Run this inside the checkout of Signet.");
	}

	/**
	 * One process.
	 *
	 * @param name for messages and the log file
	 * @param jar what to run
	 * @param memory its largest heap
	 * @param answersAt where it answers 200 once it is ready
	 * @param arguments what it is told
	 */
	private record App(String name, Path jar, String memory, String answersAt, List<String> arguments) {

	}

	/** Something a person can put right; the message says how. */
	private static final class Problem extends RuntimeException {

		private static final long serialVersionUID = 1;

		Problem(String message) {
			super(message);
		}

	}

}
