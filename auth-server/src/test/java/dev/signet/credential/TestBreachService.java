package dev.signet.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import dev.signet.credential.CredentialProperties.Argon2;
import dev.signet.credential.CredentialProperties.BreachService;

/** A service that knows stolen passwords, and what it was asked. */
final class TestBreachService implements AutoCloseable {

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile int status = 200;

	private volatile String answer = "";

	private volatile Duration delay = Duration.ZERO;

	TestBreachService() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			this.asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
			this.asked.add("padding " + exchange.getRequestHeaders().getFirst("Add-Padding"));
			this.asked.add(exchange.getRequestHeaders().values() + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			sleep();
			byte[] body = this.answer.getBytes(StandardCharsets.US_ASCII);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	/** What it says from now on. */
	void answers(String answer) {
		this.answer = answer;
	}

	/** With which status it answers from now on. */
	void fails(int status) {
		this.status = status;
	}

	/** How long it thinks from now on. */
	void after(Duration delay) {
		this.delay = delay;
	}

	/** For each request its first line, its padding, and all else of it. */
	List<String> asked() {
		return this.asked;
	}

	/** The settings of a server that asks it below this path. */
	CredentialProperties settings(String path) {
		CredentialProperties plain = TestPasswordRules.settings(new Argon2(7168, 1, 1));
		URI url = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
		return new CredentialProperties(plain.password(), new BreachService(url), plain.argon2(), plain.hashing());
	}

	private void sleep() {
		try {
			Thread.sleep(this.delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
