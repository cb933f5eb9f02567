package dev.signet.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.signet.outbound.OutboundFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Somebody here calls a server on this machine, which does what a test says.
 */
abstract class OutboundCaller {

	static final Duration LONG = Duration.ofMinutes(1);

	final Map<String, String> names = new ConcurrentHashMap<>();

	final List<String> lookups = new CopyOnWriteArrayList<>();

	final List<String> paths = new CopyOnWriteArrayList<>();

	ExecutorService threads;

	HttpServer server;

	OutboundHttp http;

	@BeforeEach
	void start() throws IOException {
		this.threads = Executors.newCachedThreadPool();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.start();
		this.http = outbound(List.of("127.0.0.0/8", "app.test:" + port()));
	}

	@AfterEach
	void stop() throws IOException {
		this.http.destroy();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	OutboundCall call(String path, int maxBytes, Duration patience) {
		return new OutboundCall("POST", at(path),
				Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", "Basic eDp5"),
				"a=b".getBytes(StandardCharsets.UTF_8), maxBytes, patience);
	}

	OutboundHttp outbound(List<String> allowed) {
		return outbound(allowed, LONG);
	}

	OutboundHttp outbound(List<String> allowed, Duration connect) {
		return new OutboundHttp(new AddressGuard(allowed), this::resolve, new OutboundHttp.Limits(connect, LONG, LONG));
	}

	InetAddress[] resolve(String host) throws UnknownHostException {
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

	void serve(String path, HttpHandler handler) {
		this.server.createContext(path, (exchange) -> {
			this.paths.add(exchange.getRequestURI().getPath());
			try (exchange) {
				handler.handle(exchange);
			}
		});
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	URI at(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	/** Why a call fails, or null. */
	static Reason failure(OutboundHttp http, URI address) {
		OutboundFailed failed = catchThrowableOfType(OutboundFailed.class, () -> http.get(address, "*/*", 1000));
		return (failed != null) ? failed.reason() : null;
	}

	static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

}
