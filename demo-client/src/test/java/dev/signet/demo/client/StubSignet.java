package dev.signet.demo.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for the authorization server and the API: answers each address with what was
 * set, and remembers what came.
 */
final class StubSignet {

	private static final Answer HANG = new Answer(0, "");

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final Queue<String> requests = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	StubSignet() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void answer(String path, int status, String body) {
		this.answers.put(path, new Answer(status, body));
	}

	/** Takes the request, and never answers. */
	void hang(String path) {
		this.answers.put(path, HANG);
	}

	/** Forgets all answers and requests; then every address says 404. */
	void reset() {
		this.answers.clear();
		this.requests.clear();
	}

	/** The request line, the authorization header and the body of each request so far. */
	Queue<String> requests() {
		return this.requests;
	}

	private void handle(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
		Answer answer = this.answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "{}"));
		if (answer == HANG) {
			return;
		}
		if (answer.status() == 403) {
			exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
		}
		if (answer.status() == 401) {
			exchange.getResponseHeaders()
				.set("WWW-Authenticate",
						"Bearer error=\"insufficient_user_authentication\", acr_values=\"urn:signet:acr:2fa\"");
		}
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private record Answer(int status, String body) {

	}

}
