package dev.signet.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signet.outbound.OutboundFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Calls to addresses that others chose: what comes back, and what is never done.
 */
class OutboundHttpTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	/** For who has to give up before {@link #silence}, or a minute of drops, is over. */
	private static final OutboundHttp.Limits SHORT_LIMITS = new OutboundHttp.Limits(Duration.ofMillis(1000),
			Duration.ofMillis(700), Duration.ofMillis(1500));

	private final Map<String, String> names = new ConcurrentHashMap<>();

	private final List<String> lookups = new CopyOnWriteArrayList<>();

	private final List<String> paths = new CopyOnWriteArrayList<>();

	private ExecutorService threads;

	private HttpServer server;

	private OutboundHttp http;

	private OutboundHttp impatient;

	private OutboundHttp strict;

	@BeforeEach
	void start() throws IOException {
		this.threads = Executors.newCachedThreadPool();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.start();
		this.http = outbound(List.of("127.0.0.0/8", "app.test:" + port()));
		this.impatient = new OutboundHttp(new AddressGuard(List.of("127.0.0.1")), this::resolve, SHORT_LIMITS);
		this.strict = outbound(List.of());
	}

	@AfterEach
	void stop() throws IOException {
		this.http.destroy();
		this.impatient.destroy();
		this.strict.destroy();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void getThenBringsStatusTypeAndBodyAndSaysWhoAsks() throws OutboundFailed {
		List<String> headers = new ArrayList<>();
		serve("/keys", (exchange) -> {
			headers.add(exchange.getRequestHeaders().getFirst("User-Agent"));
			headers.add(exchange.getRequestHeaders().getFirst("Accept"));
			exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
			answer(exchange, 200, "{}");
		});
		OutboundAnswer answer = this.http.get(at("/keys"), "application/json", 100);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.contentType()).isEqualTo("application/jwk-set+json");
		assertThat(answer.text()).isEqualTo("{}");
		assertThat(headers).containsExactly("Signet", "application/json");
	}

	@Test
	void getThenTellsWhatTimeItIsThereAlsoWhenTheAnswerIsAnOldOne() throws OutboundFailed {
		serve("/fresh", (exchange) -> answer(exchange, 200, "{}"));
		serve("/aged", (exchange) -> {
			exchange.getResponseHeaders().set("Age", "600");
			answer(exchange, 200, "{}");
		});
		serve("/odd", (exchange) -> {
			exchange.getResponseHeaders().set("Age", "-1 week");
			answer(exchange, 200, "{}");
		});
		// What is sent has no fractions of a second
		Instant before = Instant.now().minusSeconds(1);
		assertThat(this.http.get(at("/fresh"), "*/*", 100).sentAt()).isBetween(before, Instant.now());
		assertThat(this.http.get(at("/aged"), "*/*", 100).sentAt()).isBetween(before.plusSeconds(600),
				Instant.now().plusSeconds(600));
		assertThat(this.http.get(at("/odd"), "*/*", 100).sentAt()).isBetween(before, Instant.now());
	}

	@Test
	void postThenSendsTheFormAndReadsOnlyTheBeginningOfTheAnswer() throws OutboundFailed {
		List<String> bodies = new ArrayList<>();
		serve("/logout", (exchange) -> {
			bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			answer(exchange, 400, "x".repeat(100_000));
		});
		OutboundAnswer answer = this.http.post(at("/logout"), Map.of("logout_token", "a+b &c"));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).hasSize(1024);
		assertThat(bodies).containsExactly("logout_token=a%2Bb+%26c");
	}

	@Test
	void getWhenNameIsAllowedThenCallsTheAddressThatWasCheckedWithTheNameAsHost() throws OutboundFailed {
		this.names.put("app.test", "127.0.0.1");
		List<String> hosts = new ArrayList<>();
		serve("/keys", (exchange) -> {
			hosts.add(exchange.getRequestHeaders().getFirst("Host"));
			answer(exchange, 200, "{}");
		});
		this.http.get(URI.create("http://app.test:" + port() + "/keys"), "*/*", 100);
		assertThat(hosts).containsExactly("app.test:" + port());
		assertThat(this.lookups).containsExactly("app.test");
	}

	@Test
	void getWhenNameLeadsElsewhereTheNextTimeThenIsCheckedAgain() throws OutboundFailed {
		this.http = outbound(List.of("127.0.0.1"));
		this.names.put("rebind.test", "127.0.0.1");
		serve("/keys", (exchange) -> answer(exchange, 200, "{}"));
		URI address = URI.create("http://rebind.test:" + port() + "/keys");
		this.http.get(address, "*/*", 100);
		this.names.put("rebind.test", "127.0.0.2");
		assertThat(failure(this.http, address)).isEqualTo(Reason.ADDRESS_REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "301", "302", "303", "307", "308" })
	void getWhenRedirectedThenDoesNotFollow(int status) throws OutboundFailed {
		serve("/here", (exchange) -> {
			exchange.getResponseHeaders().set("Location", at("/there").toString());
			answer(exchange, status, "");
		});
		serve("/there", (exchange) -> answer(exchange, 200, "secret"));
		OutboundAnswer answer = this.http.get(at("/here"), "*/*", 100);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(this.paths).containsExactly("/here");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://127.0.0.1:%d/", "https://localhost:%d/", "https://[::1]:%d/",
			"https://[::ffff:127.0.0.1]:%d/", "https://[::ffff:7f00:1]:%d/", "https://2130706433:%d/",
			"https://0x7f000001:%d/", "https://0x7f.0.0.1:%d/", "https://017700000001:%d/", "https://127.1:%d/",
			"https://0.0.0.0:%d/", "https://[::]:%d/", "https://localhost.:%d/", "https://inner.test:%d/",
			"https://mixed.test:%d/", "https://169.254.169.254/", "https://[fe80::1]/", "https://[fd00::1]/",
			"http://127.0.0.1:%d/", "http://1.1.1.1/", "http://app.test/", "https://user@app.test/",
			"https://127.0.0.1:%d/#x", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:%d/", "https:///",
			"//app.test/", "https://app.test:99999/", "https://app.test:0/", "jar:https://app.test!/", "mailto:a@b" })
	void getWhenAddressIsInnerOrOddThenRefusesWithoutCalling(String address) {
		this.names.put("localhost", "127.0.0.1");
		this.names.put("localhost.", "127.0.0.1");
		// As the C library reads them
		this.names.put("0x7f000001", "127.0.0.1");
		this.names.put("017700000001", "127.0.0.1");
		this.names.put("inner.test", "10.1.2.3");
		this.names.put("mixed.test", "1.1.1.1 10.1.2.3");
		this.names.put("app.test", "1.1.1.1");
		serve("/", (exchange) -> answer(exchange, 200, "secret"));
		assertThat(failure(this.strict, URI.create(address.formatted(port())))).isEqualTo(Reason.ADDRESS_REFUSED);
		assertThat(this.paths).isEmpty();
	}

	@Test
	void getWhenBodyIsTooBigThenFailsWithoutReadingItAll() {
		serve("/exact", (exchange) -> answer(exchange, 200, "x".repeat(1000)));
		serve("/over", (exchange) -> answer(exchange, 200, "x".repeat(1001)));
		serve("/endless", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			byte[] block = new byte[64 * 1024];
			try (OutputStream body = exchange.getResponseBody()) {
				while (!Thread.currentThread().isInterrupted()) {
					body.write(block);
				}
			}
		});
		assertThat(failure(this.http, at("/exact"))).isNull();
		assertThat(failure(this.http, at("/over"))).isEqualTo(Reason.TOO_BIG);
		assertThat(failure(this.http, at("/endless"))).isEqualTo(Reason.TOO_BIG);
	}

	@Test
	void getWhenAnswerDoesNotComeThenFailsInTime() {
		serve("/silent", OutboundHttpTests::silence);
		assertThat(failure(this.impatient, at("/silent"))).isEqualTo(Reason.TOO_SLOW);
	}

	@Test
	void getWhenBodyDripsThenFailsInTime() {
		serve("/drip", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			drip(exchange.getResponseBody());
		});
		assertThat(failure(this.impatient, at("/drip"))).isEqualTo(Reason.TOO_SLOW);
	}

	@Test
	void getWhenHeadersDripOrNeverEndThenFails() throws IOException {
		try (RawServer slow = new RawServer("HTTP/1.1 200 OK\r\nX: ", OutboundHttpTests::drip);
				RawServer long_ = new RawServer("HTTP/1.1 200 OK\r\nX: ",
						(body) -> body.write("x".repeat(20_000).getBytes(StandardCharsets.US_ASCII)))) {
			assertThat(failure(this.impatient, slow.address())).isEqualTo(Reason.TOO_SLOW);
			assertThat(failure(this.http, long_.address())).isEqualTo(Reason.UNREACHABLE);
		}
	}

	@Test
	void getWhenLookUpHangsThenFailsInTime() throws IOException {
		OutboundHttp hanging = new OutboundHttp(new AddressGuard(List.of()), (host) -> {
			sleep(LONG);
			// Which would be refused
			return InetAddress.getAllByName("127.0.0.1");
		}, SHORT_LIMITS);
		assertThat(failure(hanging, URI.create("https://slow.test/"))).isEqualTo(Reason.UNREACHABLE);
		hanging.destroy();
	}

	@Test
	void getWhenNobodyIsThereThenUnreachable() throws IOException {
		int free;
		try (ServerSocket socket = new ServerSocket(0)) {
			free = socket.getLocalPort();
		}
		assertThat(failure(this.http, URI.create("http://127.0.0.1:" + free + "/"))).isEqualTo(Reason.UNREACHABLE);
		assertThat(failure(this.http, URI.create("https://unknown.test/"))).isEqualTo(Reason.UNREACHABLE);
	}

	@Test
	void getWhenManyCallsToOneHostAreUnderWayThenTheOthersAreTurnedAway() throws Exception {
		CountDownLatch waiting = new CountDownLatch(4);
		CountDownLatch over = new CountDownLatch(1);
		serve("/keys", (exchange) -> {
			waiting.countDown();
			await(over);
			answer(exchange, 200, "{}");
		});
		OutboundHttp patient = outbound(List.of("127.0.0.1"), Duration.ofSeconds(2));
		List<Future<Reason>> calls = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			calls.add(this.threads.submit(() -> failure(patient, at("/keys"))));
		}
		assertThat(waiting.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(failure(patient, at("/keys"))).isEqualTo(Reason.BUSY);
		over.countDown();
		for (Future<Reason> call : calls) {
			assertThat(call.get()).isNull();
		}
		patient.destroy();
	}

	@Test
	void sendThenBringsTheWholeAnswerToBodyAndHeaders() throws OutboundFailed {
		List<String> sent = new ArrayList<>();
		serve("/token", (exchange) -> {
			sent.add(exchange.getRequestMethod());
			sent.add(exchange.getRequestHeaders().getFirst("Content-Type"));
			sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
			sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			answer(exchange, 400, "x".repeat(5_000));
		});
		OutboundAnswer answer = this.http.send(call("/token", 5_000, LONG));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).hasSize(5_000);
		assertThat(sent).containsExactly("POST", "application/x-www-form-urlencoded", "Basic eDp5", "a=b");
		assertThat(
				catchThrowableOfType(OutboundFailed.class, () -> this.http.send(call("/token", 4_999, LONG))).reason())
			.isEqualTo(Reason.TOO_BIG);
		assertThat(catchThrowableOfType(OutboundFailed.class, () -> this.strict.send(call("/token", 5_000, LONG)))
			.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
	}

	@Test
	void sendWhenManyWaitForOneHostThenEachHasItsConnectionAndTheRestHasTheirs() throws Exception {
		CountDownLatch waiting = new CountDownLatch(12);
		CountDownLatch over = new CountDownLatch(1);
		serve("/token", (exchange) -> {
			waiting.countDown();
			await(over);
			answer(exchange, 200, "{}");
		});
		serve("/keys", (exchange) -> answer(exchange, 200, "{}"));
		List<Future<OutboundAnswer>> calls = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			calls.add(this.threads.submit(() -> this.http.send(call("/token", 100, LONG))));
		}
		assertThat(waiting.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(failure(this.http, at("/keys"))).isNull();
		over.countDown();
		for (Future<OutboundAnswer> call : calls) {
			assertThat(call.get().status()).isEqualTo(200);
		}
	}

	@Test
	void sendWhenPatienceIsOverThenFails() {
		serve("/silent", OutboundHttpTests::silence);
		assertThat(catchThrowableOfType(OutboundFailed.class,
				() -> this.http.send(call("/silent", 100, Duration.ofMillis(300))))
			.reason()).isEqualTo(Reason.TOO_SLOW);
	}

	@Test
	void getWhenCertificateIsNotTrustedThenFails(@TempDir Path directory) throws Exception {
		HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		tls.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory.resolve("store"))));
		tls.createContext("/", (exchange) -> answer(exchange, 200, "{}"));
		tls.start();
		try {
			assertThat(failure(this.http, URI.create("https://127.0.0.1:" + tls.getAddress().getPort() + "/")))
				.isEqualTo(Reason.UNTRUSTED);
			// Who speaks no TLS says nothing, so this waits as long as for a connection
			OutboundHttp hasty = outbound(List.of("127.0.0.1"), Duration.ofSeconds(1));
			assertThat(failure(hasty, URI.create("https://127.0.0.1:" + port() + "/"))).isEqualTo(Reason.UNREACHABLE);
			hasty.destroy();
		}
		finally {
			tls.stop(0);
		}
	}

	private OutboundCall call(String path, int maxBytes, Duration patience) {
		return new OutboundCall("POST", at(path),
				Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", "Basic eDp5"),
				"a=b".getBytes(StandardCharsets.UTF_8), maxBytes, patience);
	}

	private OutboundHttp outbound(List<String> allowed) {
		return outbound(allowed, LONG);
	}

	private OutboundHttp outbound(List<String> allowed, Duration connect) {
		return new OutboundHttp(new AddressGuard(allowed), this::resolve, new OutboundHttp.Limits(connect, LONG, LONG));
	}

	private InetAddress[] resolve(String host) throws UnknownHostException {
		this.lookups.add(host);
		if (!this.names.containsKey(host)) {
			if (host.matches(".*[a-z].*") && !host.contains(":")) {
				throw new UnknownHostException(host);
			}
			return InetAddress.getAllByName(host);
		}
		List<InetAddress> addresses = new ArrayList<>();
		for (String address : this.names.get(host).split(" ")) {
			addresses.add(InetAddress.getByName(address));
		}
		return addresses.toArray(InetAddress[]::new);
	}

	private void serve(String path, HttpHandler handler) {
		this.server.createContext(path, (exchange) -> {
			this.paths.add(exchange.getRequestURI().getPath());
			try (exchange) {
				handler.handle(exchange);
			}
		});
	}

	private int port() {
		return this.server.getAddress().getPort();
	}

	private URI at(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	/** Why a call fails, or null. */
	private static Reason failure(OutboundHttp http, URI address) {
		OutboundFailed failed = catchThrowableOfType(OutboundFailed.class, () -> http.get(address, "*/*", 1000));
		return (failed != null) ? failed.reason() : null;
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

	/** An answer after all, long after everybody should have given up. */
	private static void silence(HttpExchange exchange) throws IOException {
		sleep(LONG.dividedBy(2));
		answer(exchange, 200, "{}");
	}

	private static void drip(OutputStream body) throws IOException {
		for (int i = 0; i < 600; i++) {
			body.write('x');
			body.flush();
			sleep(Duration.ofMillis(100));
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A server whose certificate nobody knows. */
	private static SSLContext selfSigned(Path store) throws Exception {
		char[] password = "changeit".toCharArray();
		new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
				"-alias", "tls", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=ip:127.0.0.1", "-storepass",
				"changeit", "-keystore", store.toString())
			.start()
			.waitFor();
		KeyStore keys = KeyStore.getInstance(store.toFile(), password);
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, password);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	private interface Body {

		void write(OutputStream body) throws IOException;

	}

	/** Answers one request with bytes that no HTTP server would send. */
	private static final class RawServer implements AutoCloseable {

		private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

		RawServer(String start, Body rest) throws IOException {
			Thread thread = new Thread(() -> answer(start, rest));
			thread.setDaemon(true);
			thread.start();
		}

		URI address() {
			return URI.create("http://127.0.0.1:" + this.socket.getLocalPort() + "/");
		}

		private void answer(String start, Body rest) {
			try (Socket connection = this.socket.accept()) {
				InputStream request = connection.getInputStream();
				request.readNBytes(10);
				OutputStream out = connection.getOutputStream();
				out.write(start.getBytes(StandardCharsets.US_ASCII));
				rest.write(out);
				out.flush();
				sleep(Duration.ofSeconds(1));
			}
			catch (IOException ex) {
				// The client has hung up, as it should
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
