package dev.signet.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import dev.signet.outbound.OutboundFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How long, how much and how many calls outside may be.
 */
class OutboundLimitsTests extends OutboundCaller {

	/** For who has to give up before {@link #silence}, or a minute of drops, is over. */
	private static final OutboundHttp.Limits SHORT_LIMITS = new OutboundHttp.Limits(Duration.ofMillis(1000),
			Duration.ofMillis(700), Duration.ofMillis(1500));

	private final OutboundHttp impatient = new OutboundHttp(new AddressGuard(List.of("127.0.0.1")), this::resolve,
			SHORT_LIMITS);

	@AfterEach
	void stopImpatient() throws IOException {
		this.impatient.destroy();
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
		serve("/silent", OutboundLimitsTests::silence);
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
		try (RawServer slow = new RawServer("HTTP/1.1 200 OK\r\nX: ", OutboundLimitsTests::drip);
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
		serve("/silent", OutboundLimitsTests::silence);
		assertThat(catchThrowableOfType(OutboundFailed.class,
				() -> this.http.send(call("/silent", 100, Duration.ofMillis(300))))
			.reason()).isEqualTo(Reason.TOO_SLOW);
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
