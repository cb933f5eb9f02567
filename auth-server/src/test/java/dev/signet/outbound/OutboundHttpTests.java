package dev.signet.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.signet.outbound.OutboundFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Calls to addresses that others chose: what comes back, and what is never done.
 */
class OutboundHttpTests extends OutboundCaller {

	private final OutboundHttp strict = outbound(List.of());

	@AfterEach
	void stopStrict() throws IOException {
		this.strict.destroy();
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
	void getWhenNobodyIsThereThenUnreachable() {
		assertThat(failure(this.http, URI.create("http://127.0.0.1:1/"))).isEqualTo(Reason.UNREACHABLE);
		assertThat(failure(this.http, URI.create("https://unknown.test/"))).isEqualTo(Reason.UNREACHABLE);
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

}
