package dev.signet.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import dev.signet.Eventually;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The life of keys, on a real PostgreSQL, with one algorithm.
 */
@SignetTest
class KeyRingTests {

	private static final JWKSelector ALL = new JWKSelector(new JWKMatcher.Builder().build());

	@Autowired
	private LiquibaseConnectionDetails login;

	/** Has a name for what happens, as the server has it. */
	@Autowired
	private JdbcTemplate template;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private KeyRing shared;

	@Autowired
	private JwtEncoder sharedEncoder;

	@Autowired
	private JdbcClient sharedJdbc;

	private KeyNodes nodes;

	@BeforeEach
	void makeTable() {
		this.nodes = new KeyNodes(this.login);
	}

	@AfterEach
	void dropTable() {
		this.nodes.close();
	}

	@RepeatedTest(5)
	void startWhenTwentyNodesStartForTheFirstTimeThenAllHaveTheSameTwoKeys() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(20);
		CountDownLatch gun = new CountDownLatch(1);
		List<Future<KeyRing>> starts = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			KeyRing node = this.nodes.node(new KeySettings());
			starts.add(threads.submit(() -> {
				gun.await();
				node.start();
				return node;
			}));
		}
		gun.countDown();
		for (Future<KeyRing> start : starts) {
			assertThat(start.get(60, TimeUnit.SECONDS).publicKeys()).isEqualTo(starts.get(0).get().publicKeys());
		}
		threads.shutdown();
		assertThat(states()).containsExactlyInAnyOrder("ACTIVE", "NEXT");
		assertThat(this.nodes.events()).hasSize(1);
	}

	@Test
	void startWhenAnotherNodeIsAtItForLongerThanALockIsWaitedForThenTriesAgain() {
		try (KeyNodes slow = new KeyNodes(this.login, Duration.ofMillis(50), this.template.getExceptionTranslator())) {
			KeyRing node = slow.node(new KeySettings());
			CompletableFuture<Void> start = slow.transactions().execute((status) -> {
				slow.keys().lock();
				CompletableFuture<Void> started = CompletableFuture.runAsync(node::start);
				Set<Instant> waits = new HashSet<>();
				while (!started.isDone() && waits.size() < 3) {
					waits.addAll(waitsForALock());
				}
				assertThat(started).as("it tries again").isNotDone();
				return started;
			});
			assertThat(start).succeedsWithin(Duration.ofMinutes(1));
			assertThat(slow.states()).containsExactlyInAnyOrder("ACTIVE", "NEXT");
		}
	}

	@Test
	void startWhenKeysAreThereThenKeepsThem() {
		String active = started().activeKeyId("RS256");
		assertThat(started().activeKeyId("RS256")).isEqualTo(active);
		assertThat(states()).hasSize(2);
	}

	@Test
	void startWhenOtherMasterKeyThenStops() {
		started();
		KeyRing stranger = this.nodes.node(new KeySettings(), new MasterKey(MasterKeyTests.filled(2)));
		assertThatExceptionOfType(MasterKeyUnusable.class).isThrownBy(stranger::start);
	}

	@Test
	void getThenNoKeyHasItsPrivatePart() {
		KeyRing node = started();
		node.rotate();
		assertThat(node.get(ALL, null)).hasSize(3).noneMatch(JWK::isPrivate);
		assertThat(node.publicKeys().getKeys()).hasSize(3).noneMatch(JWK::isPrivate);
		assertThatIllegalArgumentException().isThrownBy(() -> node.activeKeyId("ES256"));
		assertThatIllegalArgumentException().isThrownBy(() -> node.activeKeyId("none"));
	}

	@Test
	void storeThenPrivatePartsAreSealedAndGoneAfterTheLastSignature() {
		KeyRing node = started();
		node.rotate();
		List<Map<String, Object>> rows = this.nodes.jdbc()
			.sql("select state, public_jwk, private_jwk from signing_keys")
			.query()
			.listOfRows();
		for (Map<String, Object> row : rows) {
			assertThat(row.get("public_jwk").toString()).doesNotContain("\"d\":");
			if (row.get("state").equals("RETIRING")) {
				assertThat(row.get("private_jwk")).isNull();
			}
			else {
				assertThat(new String((byte[]) row.get("private_jwk"))).doesNotContain("\"d\":");
			}
		}
	}

	@Test
	void refreshWhenNothingIsDueThenNothingChanges() {
		KeyRing node = started();
		this.nodes.clock().advance(Duration.ofDays(29));
		node.refresh();
		assertThat(states()).containsExactlyInAnyOrder("ACTIVE", "NEXT");
	}

	@Test
	void refreshWhenPeriodIsOverThenTheKnownNextKeySigns() {
		KeyRing node = started();
		String first = node.activeKeyId("RS256");
		String second = this.nodes.jdbc()
			.sql("select id from signing_keys where state = 'NEXT'")
			.query(String.class)
			.single();
		this.nodes.clock().advance(Duration.ofDays(30));
		node.refresh();
		assertThat(node.activeKeyId("RS256")).isEqualTo(second);
		assertThat(node.publicKeys().getKeyByKeyId(first)).isNotNull();
		assertThat(states()).containsExactlyInAnyOrder("RETIRING", "ACTIVE", "NEXT");
		assertThat(this.nodes.events().get(1)).isEqualTo(new KeyRotated("RS256", second, first, null));
	}

	@Test
	void refreshWhenNextKeyIsNotYetKnownEverywhereThenWaits() {
		KeyRing node = started();
		this.nodes.clock().advance(Duration.ofDays(30).minus(Duration.ofHours(1)));
		node.rotate();
		String active = node.activeKeyId("RS256");
		this.nodes.jdbc()
			.sql("update signing_keys set since = since - interval '31 days' where state = 'ACTIVE'")
			.update();
		node.refresh();
		assertThat(node.activeKeyId("RS256")).isEqualTo(active);
		this.nodes.clock().advance(Duration.ofDays(1));
		node.refresh();
		assertThat(node.activeKeyId("RS256")).isNotEqualTo(active);
	}

	@Test
	void refreshWhenRetiringKeyIsOutlivedThenNoLongerPublished() {
		KeyRing node = started();
		String first = node.activeKeyId("RS256");
		node.rotate();
		this.nodes.clock().advance(Duration.ofDays(7).minusMinutes(1));
		node.refresh();
		assertThat(node.publicKeys().getKeyByKeyId(first)).isNotNull();
		this.nodes.clock().advance(Duration.ofMinutes(1));
		node.refresh();
		assertThat(node.publicKeys().getKeyByKeyId(first)).isNull();
		assertThat(states()).containsExactlyInAnyOrder("RETIRED", "ACTIVE", "NEXT");
	}

	@Test
	void rotateWhenOnAnotherNodeThenSeenSoonAndKnownBefore() throws Exception {
		KeyRing one = started();
		KeyRing other = this.nodes.started(new KeySettings().refreshInterval(Duration.ofMillis(50)));
		one.rotate();
		String active = one.activeKeyId("RS256");
		assertThat(other.publicKeys().getKeyByKeyId(active)).as("published before it signs").isNotNull();
		Eventually.holds(() -> other.activeKeyId("RS256").equals(active));
	}

	@Test
	void rotateWhenTenNodesAtOnceThenEachIsDoneAndOneKeySigns() throws Exception {
		started();
		ExecutorService threads = Executors.newFixedThreadPool(10);
		List<Future<?>> rotations = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			KeyRing node = this.nodes.node(new KeySettings());
			rotations.add(threads.submit(() -> node.rotate()));
		}
		for (Future<?> rotation : rotations) {
			rotation.get(1, TimeUnit.MINUTES);
		}
		threads.shutdown();
		assertThat(states()).containsOnly("ACTIVE", "NEXT", "RETIRING").hasSize(12);
	}

	@Test
	void refreshWhenAnotherNodeIsAtItThenDoesNotWait() {
		KeyRing node = started();
		this.nodes.clock().advance(Duration.ofDays(30));
		this.nodes.transactions().executeWithoutResult((status) -> {
			this.nodes.keys().lock();
			CompletableFuture.runAsync(node::refresh).join();
			assertThat(states()).containsExactlyInAnyOrder("ACTIVE", "NEXT");
		});
		node.refresh();
		assertThat(states()).containsExactlyInAnyOrder("RETIRING", "ACTIVE", "NEXT");
	}

	@Test
	void signWhenRotatedThenTokensOfBothKeysAreValidAndNoStatementRuns() {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(this.shared).build();
		String before = sign();
		this.shared.rotate();
		List<String> statements = this.sql.own(() -> {
			String after = sign();
			assertThat(decoder.decode(before).getHeaders().get("kid"))
				.isNotEqualTo(decoder.decode(after).getHeaders().get("kid"));
			assertThat(this.shared.get(ALL, null)).hasSizeGreaterThanOrEqualTo(3);
		});
		assertThat(statements).isEmpty();
		assertThat(this.sharedJdbc
			.sql("select count(*) from audit_events where type = 'key.rotated' and details ->> 'key' = ?")
			.param(this.shared.activeKeyId("RS256"))
			.query(Integer.class)
			.single()).isOne();
	}

	private String sign() {
		JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
		JwtClaimsSet claims = JwtClaimsSet.builder().subject("somebody").build();
		Jwt token = this.sharedEncoder.encode(JwtEncoderParameters.from(header, claims));
		return token.getTokenValue();
	}

	/** Since when somebody waits for an advisory lock. */
	private List<Instant> waitsForALock() {
		return this.sharedJdbc
			.sql("select waitstart from pg_locks where not granted and locktype = 'advisory' and waitstart is not null"
					+ " and database = (select oid from pg_database where datname = current_database())")
			.query((row, number) -> row.getTimestamp("waitstart").toInstant())
			.list();
	}

	private KeyRing started() {
		return this.nodes.started(new KeySettings());
	}

	private List<String> states() {
		return this.nodes.states();
	}

}
