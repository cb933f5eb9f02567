package dev.signet.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.key.TestKeys;
import dev.signet.outbound.OutboundHttp;
import dev.signet.outbound.TestOutbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys that a client publishes at its {@code jwks_uri} (RFC 7517 §5). */
class ClientKeySetsTests {

	private final MutableClock clock = new MutableClock();

	private final AtomicInteger calls = new AtomicInteger();

	private volatile String published = "";

	private volatile int status = 200;

	private HttpServer site;

	private Client client;

	private OutboundHttp http;

	private ClientKeySets keySets;

	@BeforeEach
	void setUp() throws IOException {
		this.site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.site.createContext("/", (exchange) -> {
			this.calls.incrementAndGet();
			byte[] body = this.published.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.site.start();
		this.client = TestClients.service()
			.privateKeyJwt(URI.create("http://127.0.0.1:" + this.site.getAddress().getPort() + "/keys"))
			.build();
		this.http = TestOutbound.allowing("127.0.0.1");
		this.keySets = new ClientKeySets(this.http, this.clock);
	}

	@AfterEach
	void tearDown() {
		this.site.stop(0);
	}

	@Test
	void selectWhenPublishedThenFetchedOnceInFiveMinutes() throws JOSEException {
		JWK key = publish(elliptic());
		assertThat(select(key)).containsExactly(key.toPublicJWK());
		this.clock.advance(Duration.ofMinutes(4));
		assertThat(select(key)).hasSize(1);
		assertThat(this.calls).hasValue(1);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(select(key)).hasSize(1);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void selectWhenKeyIsNewThenFetchedAgainButNotMoreThanOnceAMinute() throws JOSEException {
		JWK old = publish(elliptic());
		assertThat(select(old)).hasSize(1);
		JWK next = publish(elliptic());
		assertThat(select(next)).as("not again so soon").isEmpty();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(select(next)).hasSize(1);
		assertThat(select(old)).as("gone with the old set").isEmpty();
		for (int i = 0; i < 20; i++) {
			assertThat(select(elliptic())).as("made up").isEmpty();
		}
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void selectWhenSiteIsBrokenThenKnownKeysAreKeptForADay() throws JOSEException {
		JWK key = publish(elliptic());
		assertThat(select(key)).hasSize(1);
		for (String nonsense : List.of("", "no keys", "{}", "[]", "x".repeat(70_000))) {
			this.published = nonsense;
			this.clock.advance(Duration.ofHours(1));
			assertThat(select(key)).hasSize(1);
		}
		this.status = 302;
		this.clock.advance(Duration.ofHours(1));
		assertThat(select(key)).hasSize(1);
		this.clock.advance(Duration.ofDays(1));
		assertThat(select(key)).isEmpty();
	}

	@Test
	void selectWhenKeysAreWeakOrSecretThenNotUsed() throws JOSEException {
		JWK weak = TestKeys.rsa(1024, id());
		JWK secret = new OctetSequenceKeyGenerator(256).keyID(id()).generate();
		JWK good = TestKeys.rsa(id());
		this.published = new JWKSet(List.of(weak, secret, good)).toString(false);
		assertThat(select(weak)).isEmpty();
		assertThat(select(secret)).isEmpty();
		assertThat(select(good)).containsExactly(good.toPublicJWK());
	}

	@Test
	void selectWhenAddressIsInsideThenNobodyIsCalled() throws JOSEException {
		JWK key = publish(elliptic());
		this.keySets = new ClientKeySets(TestOutbound.allowing(), this.clock);
		assertThat(select(key)).isEmpty();
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void selectWhenManyAskAtOnceThenOneCalls() throws Exception {
		JWK key = publish(elliptic());
		assertThat(AtOnce.call(8, () -> select(key).size())).containsOnly(1);
		assertThat(this.calls).hasValue(1);
	}

	private JWK publish(JWK key) {
		this.published = new JWKSet(key).toString();
		return key;
	}

	private List<JWK> select(JWK key) {
		return this.keySets.select(this.client,
				new JWKSelector(new JWKMatcher.Builder().keyID(key.getKeyID()).build()));
	}

	private static JWK elliptic() throws JOSEException {
		return new ECKeyGenerator(Curve.P_256).keyID(id()).generate();
	}

	private static String id() {
		return UUID.randomUUID().toString();
	}

}
