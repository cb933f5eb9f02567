package dev.signet.flow;

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
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.Eventually;

/**
 * The back-channel logout endpoint of an app (OpenID Connect Back-Channel Logout 1.0
 * §2.5), which keeps what it was sent.
 */
public final class LogoutReceiver implements AutoCloseable {

	private final List<String> tokens = new CopyOnWriteArrayList<>();

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile int status = 200;

	private volatile Duration delay = Duration.ZERO;

	public LogoutReceiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/logout", this::receive);
		this.server.start();
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/logout");
	}

	/** Answers with this status from now on. */
	LogoutReceiver answering(int status) {
		this.status = status;
		return this;
	}

	/** Takes its time from now on. */
	LogoutReceiver after(Duration delay) {
		this.delay = delay;
		return this;
	}

	/** The tokens as they came, answered or not. */
	List<String> tokens() {
		return List.copyOf(this.tokens);
	}

	/** How many calls were under way at once. */
	int mostAtOnce() {
		return this.most.get();
	}

	/** The tokens, as soon as there are so many. */
	public List<String> await(int count) {
		Eventually.holds(() -> this.tokens.size() >= count);
		return tokens();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void receive(HttpExchange exchange) throws IOException {
		this.most.accumulateAndGet(this.underWay.incrementAndGet(), Math::max);
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.tokens.add(Page.parameters(body).get("logout_token"));
			sleep(this.delay);
			this.underWay.decrementAndGet();
			exchange.sendResponseHeaders(this.status, -1);
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

}
