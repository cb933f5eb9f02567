package dev.signet.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Talks to a real container in its own language, since no client would send such things.
 */
class TomcatLimitsTests {

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

	private static WebServer server;

	@BeforeAll
	static void start() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		new TomcatLimits(new PublicAddress(URI.create("http://localhost:9000")), TestMessages.all(),
				TestMessages.browserLanguage("http://localhost:9000"))
			.customize(factory);
		server = factory.getWebServer((context) -> {
			context.addServlet("form", new FormServlet()).addMapping("/form");
			context.addFilter("limits", new RequestLimits()).addMappingForUrlPatterns(null, false, "/*");
		});
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: a@b\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
			"GET / HTTP/1.1\r\n", "NONSENSE\r\n", "GET /<x> HTTP/1.1\r\nHost: a\r\n",
			"GET /%2fadmin HTTP/1.1\r\nHost: a\r\n", "GET /form?a=%zz HTTP/1.1\r\nHost: a\r\n" })
	void requestWhenMalformedThenOwnJson(String request) throws Exception {
		String answer = send(request + "Connection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"error\":\"invalid_request\",\"reference\":\"");
		assertThat(answer).containsIgnoringCase("X-Request-Id: ").contains("Cache-Control: no-store");
		assertSilent(answer);
	}

	@Test
	void requestWhenMalformedFromBrowserThenOwnPage() throws Exception {
		String answer = send("GET / HTTP/1.1\r\nHost: a@b\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 400").contains("<h1>We couldn").contains("default-src 'none'");
		assertSilent(answer);
	}

	@Test
	void requestWhenServletThrowsAndNoPageAnswersThenNoTrace() throws Exception {
		String answer = send("GET /form?throw=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 500").contains("{\"error\":\"server_error\"");
		assertSilent(answer);
	}

	@Test
	void requestWhenHeadersTooLongThen400() throws Exception {
		String answer = send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(17 * 1024) + "\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 400");
		assertSilent(answer);
	}

	@Test
	void formWhenBigAndAnnouncedThen413BeforeBody() throws Exception {
		String answer = send("POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n" + FORM
				+ "Content-Length: 100000000\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("100 Continue");
	}

	@Test
	void formWhenBigAndChunkedThen413() throws Exception {
		String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
		String answer = send("POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + FORM
				+ "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 413");
	}

	@Test
	void formWhenTooManyParametersThen400() throws Exception {
		String body = "a=1&".repeat(200) + "a=1";
		String answer = send("POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + FORM + "Content-Length: "
				+ body.length() + "\r\n\r\n" + body);
		assertThat(answer).startsWith("HTTP/1.1 400");
	}

	@Test
	void formWhenHonestThenAnswers() throws Exception {
		String answer = send(
				"POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + FORM + "Content-Length: 3\r\n\r\na=1");
		assertThat(answer).startsWith("HTTP/1.1 200").endsWith("1 parameter");
	}

	private static void assertSilent(String answer) {
		assertThat(answer).doesNotContainIgnoringCase("tomcat")
			.doesNotContainIgnoringCase("exception")
			.doesNotContain("secret");
	}

	private static String send(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static final class FormServlet extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getParameter("throw") != null) {
				throw new IllegalStateException("secret cause");
			}
			response.getWriter().write(request.getParameterMap().size() + " parameter");
		}

	}

}
