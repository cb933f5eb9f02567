import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the AOT cache of a server (JEP 483, JEP 515). It starts the server, does for a
 * while what people and apps do all day, and lets Java write down which classes that
 * took and which methods were hot. A server that starts with such a cache needs half of
 * the work to start, and a quarter less for each token in its first minutes.
 * <p>
 * Run it with the Java that the server will run with, in the directory of its jar:
 * {@code java Training.java auth-server.jar auth-server.aot FLAG...}. The flags must be
 * those of the server; Java accepts the cache under no others. It wants an embedded
 * database, so it does not run as root.
 */
public final class Training {

	/**
	 * So often that Java compiles for good what a sign-in does once, after 5,000 times.
	 * What it has only watched in training, a server watches for much longer than what it
	 * knows nothing of.
	 */
	private static final int SIGN_INS = 6_000;

	private static final int SIGN_INS_OF_A_SESSION = 1_500;

	/** At one sign-in of so many, all else is done too. */
	private static final int ALL_ELSE_EVERY = 6;

	private static final Duration LONGEST_START = Duration.ofMinutes(4);

	/** RFC 7636, appendix B. */
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private static final String CALLBACK = "http://127.0.0.1:65535/callback";

	private static final String APP = basic("app", "app-secret-0123456789abcdef0123456789");

	private static final String SERVICE = basic("service", "service-secret-0123456789abcdef0123456789");

	private final String base;

	private HttpClient browser = newBrowser();

	private Training(String base) {
		this.base = base;
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Path jar = Path.of(args[0]);
		Path cache = Path.of(args[1]);
		List<String> flags = List.of(args).subList(2, args.length);
		Path database = Files.createTempDirectory("training");
		int port = freePort();
		List<String> settings = List.of("--server.address=127.0.0.1", "--server.port=" + port,
				"--signet.database.directory=" + database, "--spring.config.additional-location=file:"
						+ Path.of("training.yml").toAbsolutePath());
		// The first start makes the tables, which an ordinary start does not do
		List<String> first = new ArrayList<>(flags);
		first.add("-Dspring.context.exit=onRefresh");
		check(start(first, jar, settings).waitFor(), 0, "The first start");
		List<String> second = new ArrayList<>(flags);
		second.add("-XX:AOTCacheOutput=" + cache);
		Process server = start(second, jar, settings);
		try {
			Training training = new Training("http://127.0.0.1:" + port);
			training.awaitAnswer(server);
			training.run();
		}
		finally {
			server.destroy();
		}
		server.waitFor();
		List<String> third = new ArrayList<>(flags);
		third.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-cp", jar.toString(), "-version"));
		check(run(third).waitFor(), 0, "A start with the cache");
		System.out.println("Wrote " + cache + ", " + Files.size(cache) / 1_000_000 + " MB");
	}

	private void run() throws IOException, InterruptedException {
		for (int signIn = 0; signIn < SIGN_INS; signIn++) {
			if (signIn % SIGN_INS_OF_A_SESSION == 0) {
				signIn();
			}
			String answer = tokensForCode(code(authorize()));
			if (signIn % ALL_ELSE_EVERY == 0) {
				allElse(member(answer, "access_token"), member(answer, "refresh_token"));
			}
		}
	}

	private void allElse(String accessToken, String refreshToken) throws IOException, InterruptedException {
		post("/oauth2/token", APP, "grant_type=refresh_token&refresh_token=" + refreshToken);
		send(request("/userinfo").header("Authorization", "Bearer " + accessToken).build());
		post("/oauth2/introspect", APP, "token=" + accessToken);
		post("/oauth2/token", SERVICE, "grant_type=client_credentials&scope=read");
		send(request("/.well-known/openid-configuration").build());
		send(request("/oauth2/jwks").build());
	}

	/** A new browser is sent to the form and signs in. */
	private void signIn() throws IOException, InterruptedException {
		this.browser = newBrowser();
		HttpResponse<String> form = authorize();
		while (isRedirect(form)) {
			form = this.browser.send(HttpRequest.newBuilder(location(form)).build(), BodyHandlers.ofString());
		}
		StringBuilder filled = new StringBuilder(
				"login=trainee&password=" + encoded("only-for-training-runs"));
		Matcher hidden = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").matcher(form.body());
		while (hidden.find()) {
			filled.append('&').append(hidden.group(1)).append('=').append(encoded(hidden.group(2).replace("&amp;", "&")));
		}
		HttpResponse<String> answer = this.browser.send(HttpRequest.newBuilder(URI.create(this.base + "/signin"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(filled.toString()))
			.build(), BodyHandlers.ofString());
		this.browser.send(HttpRequest.newBuilder(location(answer)).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> authorize() throws IOException, InterruptedException {
		return this.browser.send(request("/oauth2/authorize?response_type=code&client_id=app&state=s&nonce=n"
				+ "&scope=openid+profile+email&code_challenge_method=S256&code_challenge=" + CHALLENGE + "&redirect_uri="
				+ encoded(CALLBACK)).build(), BodyHandlers.ofString());
	}

	private String tokensForCode(String code) throws IOException, InterruptedException {
		return post("/oauth2/token", APP, "grant_type=authorization_code&code_verifier=" + VERIFIER + "&code=" + code
				+ "&redirect_uri=" + encoded(CALLBACK));
	}

	private String post(String path, String authorization, String form) throws IOException, InterruptedException {
		return send(request(path).header("Authorization", authorization)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form))
			.build());
	}

	private String send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.browser.send(request, BodyHandlers.ofString());
		check(response.statusCode(), 200, request.uri().getPath());
		return response.body();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path));
	}

	private void awaitAnswer(Process server) throws IOException, InterruptedException {
		long end = System.nanoTime() + LONGEST_START.toNanos();
		while (System.nanoTime() < end && server.isAlive()) {
			try {
				send(request("/.well-known/openid-configuration").build());
				return;
			}
			catch (IOException ex) {
				TimeUnit.MILLISECONDS.sleep(200);
			}
		}
		throw new IllegalStateException("The server did not start");
	}

	private static Process start(List<String> flags, Path jar, List<String> settings) throws IOException {
		List<String> command = new ArrayList<>(flags);
		command.addAll(List.of("-jar", jar.toString()));
		command.addAll(settings);
		return run(command);
	}

	private static Process run(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		return new ProcessBuilder(command).inheritIO().start();
	}

	private static void check(int actual, int expected, String what) {
		if (actual != expected) {
			throw new IllegalStateException(what + " ended with " + actual + ", not " + expected);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static HttpClient newBrowser() {
		return HttpClient.newBuilder().cookieHandler(new CookieManager()).version(HttpClient.Version.HTTP_1_1).build();
	}

	private static boolean isRedirect(HttpResponse<?> response) {
		return response.statusCode() == 302 || response.statusCode() == 303;
	}

	private static URI location(HttpResponse<?> response) {
		return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
	}

	private static String code(HttpResponse<?> response) {
		return found("[?&]code=([^&]+)", location(response).toString());
	}

	private static String member(String json, String name) {
		return found("\"" + name + "\":\"([^\"]+)\"", json);
	}

	private static String found(String pattern, String text) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("No " + pattern + " in an answer");
		}
		return matcher.group(1);
	}

	private static String basic(String id, String secret) {
		return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
