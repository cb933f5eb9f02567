package dev.signet.federation.visit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.sun.net.httpserver.HttpExchange;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.signet.Eventually;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.flow.Actors;
import dev.signet.outbound.Circuit;
import dev.signet.outbound.OutboundCall;
import dev.signet.outbound.OutboundHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A provider that is slow or away is not noticed by anybody else. */
@SignetTest
class UpstreamIsolationTests {

	/** How many may wait for one provider. */
	private static final int WAITING = 64;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private UpstreamFlows flows;

	@Autowired
	private ProviderHealth health;

	@Autowired
	private OutboundHttp http;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private MutableClock clock;

	private final byte[] browser = new byte[32];

	private TestUpstream upstream;

	private TestUpstream other;

	@BeforeEach
	void setUp() {
		new SecureRandom().nextBytes(this.browser);
		this.upstream = new TestUpstream(this.clock);
		this.other = new TestUpstream(this.clock);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
		this.other.close();
	}

	/** Those who wait have no connection, so one is enough for all others. */
	@Test
	void finishWhenProviderIsSlowThenEndsWithoutItsAnswerAndOthersSignInMeanwhile() throws Exception {
		Account person = this.actors.person("USER");
		CountDownLatch asked = new CountDownLatch(2);
		this.upstream.instead("/token", (exchange) -> {
			asked.countDown();
			answerLate(exchange);
		});
		this.upstream.instead("/userinfo", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			asked.countDown();
			drip(exchange.getResponseBody());
		});
		Provider slow = this.upstream.provider(this.beans);
		Provider dripping = TestUpstream.provider(this.beans, Preset.OAUTH2,
				this.upstream.settings(Preset.OAUTH2)
					.withEndpoints(ProviderEndpoints.of(this.other.at("/authorize"), this.other.at("/token"),
							this.upstream.at("/userinfo"))),
				TestUpstream.SECRET);
		Provider quick = this.other.provider(this.beans);
		List<CompletableFuture<FailureReason>> waiting = List.of(waits(this.upstream, slow),
				waits(this.other, dripping));
		asked.await();
		List<Connection> taken = allButOne();
		try {
			HikariPoolMXBean pool = this.dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
			Eventually.holds(() -> pool.getActiveConnections() == taken.size());
			assertThat(waiting).noneMatch(CompletableFuture::isDone);
			assertThat(failure(this.other, quick)).isNull();
			this.actors.signedIn(person);
		}
		finally {
			for (Connection connection : taken) {
				connection.close();
			}
		}
		for (CompletableFuture<FailureReason> each : waiting) {
			assertThat(each.get()).isEqualTo(FailureReason.PROVIDER_DOWN);
		}
	}

	@Test
	void finishWhenProviderIsAwayFiveTimesThenNobodyIsSentThereForHalfAMinute() throws UpstreamFailed {
		Provider away = this.upstream.provider(this.beans);
		Provider fine = this.other.provider(this.beans);
		this.upstream.instead("/token", 503, "text/plain", "");
		for (int i = 0; i < Circuit.FAILURES; i++) {
			assertThat(failure(this.upstream, away)).isEqualTo(FailureReason.PROVIDER_DOWN);
		}
		assertThat(this.health.open(away.id())).isTrue();
		int calls = this.upstream.calls().size();
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> begin(away));
		assertThat(failed.reason()).isEqualTo(FailureReason.PROVIDER_DOWN);
		assertThat(failed.detail()).contains("left alone");
		assertThat(this.upstream.calls()).hasSize(calls);
		assertThat(failure(this.other, fine)).isNull();
		this.upstream.instead("/token", 200, "application/json", "{}");
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(failure(this.upstream, away)).isEqualTo(FailureReason.NOTHING_USABLE);
		assertThat(this.health.open(away.id())).isFalse();
	}

	/** Whom nobody called has not failed to answer. */
	@Test
	void finishWhenTwoOthersTakeAllConnectionsThenTheThirdIsNotLeftAlone() throws Exception {
		Provider third = this.other.provider(this.beans);
		List<Map<String, String[]>> answers = new ArrayList<>();
		for (int i = 0; i < Circuit.FAILURES; i++) {
			answers.add(this.other.visit(begin(third)));
		}
		ExecutorService threads = Executors.newCachedThreadPool();
		CountDownLatch asked = new CountDownLatch(2 * WAITING);
		CountDownLatch answer = new CountDownLatch(1);
		try (TestUpstream another = new TestUpstream(this.clock)) {
			List<Future<?>> waiting = new ArrayList<>();
			for (TestUpstream hanging : List.of(this.upstream, another)) {
				hanging.instead("/token", (exchange) -> {
					exchange.sendResponseHeaders(200, 0);
					asked.countDown();
					dripUntil(answer, exchange.getResponseBody());
				});
				for (int i = 0; i < WAITING; i++) {
					waiting.add(threads.submit(() -> call(hanging.at("/token"))));
				}
			}
			assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
			List<Future<FailureReason>> turnedAway = answers.stream()
				.map((each) -> threads.submit(() -> failure(third, each)))
				.toList();
			for (Future<FailureReason> each : turnedAway) {
				assertThat(each.get()).isEqualTo(FailureReason.PROVIDER_DOWN);
			}
			assertThat(this.other.calls()).doesNotContain("/token");
			assertThat(this.health.open(third.id())).isFalse();
			answer.countDown();
			for (Future<?> each : waiting) {
				each.get();
			}
			assertThat(failure(this.other, third)).isNull();
		}
		finally {
			answer.countDown();
			threads.shutdownNow();
		}
	}

	@Test
	void beginWhenDocumentIsSlowThenWaitsNotTheWholeTime() {
		this.upstream.instead(TestUpstream.DOCUMENT, (exchange) -> {
			TestUpstream.sleep(UpstreamFlows.PATIENCE.minusSeconds(2));
			TestUpstream.answer(exchange, 200, "application/json", "{}");
		});
		Provider slow = this.upstream.provider(this.beans);
		assertThat(catchThrowableOfType(UpstreamFailed.class, () -> begin(slow)).reason())
			.isEqualTo(FailureReason.PROVIDER_DOWN);
	}

	private CompletableFuture<FailureReason> waits(TestUpstream where, Provider provider) throws UpstreamFailed {
		Map<String, String[]> answer = where.visit(begin(provider));
		return CompletableFuture.supplyAsync(() -> failure(provider, answer));
	}

	/** Has a connection until all have been tried. */
	private void call(URI address) {
		catchThrowable(
				() -> this.http.send(new OutboundCall("GET", address, Map.of(), null, 1000, Duration.ofMinutes(2))));
	}

	private List<Connection> allButOne() throws SQLException {
		List<Connection> taken = new ArrayList<>();
		int connections = this.dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
		for (int i = 1; i < connections; i++) {
			taken.add(this.dataSource.getConnection());
		}
		return taken;
	}

	private URI begin(Provider provider) throws UpstreamFailed {
		return this.flows.begin(provider, FlowPurpose.SIGN_IN, null, null, null, false, null, this.browser);
	}

	private FailureReason failure(TestUpstream where, Provider provider) throws UpstreamFailed {
		return failure(provider, where.visit(begin(provider)));
	}

	private FailureReason failure(Provider provider, Map<String, String[]> answer) {
		UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class,
				() -> this.flows.finish(provider.alias(), answer, Optional.of(this.browser)));
		return (failed != null) ? failed.reason() : null;
	}

	/** What nobody waits for who gives up in time. */
	private static void answerLate(HttpExchange exchange) throws IOException {
		TestUpstream.sleep(Duration.ofMinutes(1));
		TestUpstream.answer(exchange, 200, "application/json", "{}");
	}

	private static void drip(OutputStream body) throws IOException {
		for (int i = 0; i < 600; i++) {
			drop(body);
			TestUpstream.sleep(Duration.ofMillis(100));
		}
	}

	private static void dripUntil(CountDownLatch over, OutputStream body) throws IOException {
		while (over.getCount() > 0) {
			drop(body);
			TestUpstream.sleep(Duration.ofMillis(500));
		}
	}

	private static void drop(OutputStream body) throws IOException {
		body.write(' ');
		body.flush();
	}

}
