package dev.signet.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jwt.SignedJWT;
import dev.signet.Eventually;
import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

import static org.assertj.core.api.Assertions.assertThat;

/** No valid token is refused because keys change, on whichever node it was signed. */
@SignetTest
class KeyRotationLoadTests {

	private static final KeySettings RARELY_READ = new KeySettings().algorithms(SigningAlgorithm.values());

	private static final int WORKERS = 3;

	private static final int ROTATIONS = 8;

	@Autowired
	private LiquibaseConnectionDetails login;

	private KeyNodes nodes;

	@BeforeEach
	void makeTable() {
		this.nodes = new KeyNodes(this.login);
	}

	@AfterEach
	void dropTable() {
		this.nodes.close();
	}

	@Test
	void rotateWhenNodesSignAndVerifyAllTheTimeThenNoTokenIsRefused() throws Exception {
		List<KeyRing> rings = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			rings.add(this.nodes.started(
					new KeySettings().algorithms(SigningAlgorithm.values()).refreshInterval(Duration.ofMillis(200))));
		}
		AtomicInteger tokens = new AtomicInteger();
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
		List<Future<?>> workers = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			workers.add(threads.submit(() -> signAndVerify(rings, tokens, over)));
		}
		for (int i = 0; i < ROTATIONS; i++) {
			one(rings).rotate(Set.of(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA));
			Thread.sleep(50);
			one(rings).rotate();
		}
		Eventually.holds(() -> tokens.get() > 100 || workers.stream().anyMatch(Future::isDone));
		over.set(true);
		for (Future<?> worker : workers) {
			worker.get(60, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(this.nodes.states()).filteredOn("ACTIVE"::equals).hasSize(4);
		assertThat(this.nodes.states()).filteredOn("RETIRING"::equals).hasSize(ROTATIONS * 6);
	}

	@Test
	void signWhenNodeHasNotSeenTheRotationThenItsTokensAreValidEverywhere() throws Exception {
		KeyRing slow = this.nodes.started(RARELY_READ);
		KeyRing node = this.nodes.started(RARELY_READ);
		node.rotate();
		for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
			SignedJWT old = sign(slow, algorithm);
			assertThat(old.getHeader().getKeyID()).isNotEqualTo(node.activeKeyId(algorithm.value()));
			assertThat(node.verifies(old)).isTrue();
			assertThat(slow.verifies(sign(node, algorithm))).as("known before it signed").isTrue();
		}
	}

	@Test
	void verifiesWhenKeyWasMadeAfterTheLastReadingThenLooksAgain() throws Exception {
		KeyRing slow = this.nodes.started(RARELY_READ);
		KeyRing node = this.nodes.started(RARELY_READ);
		node.rotate();
		node.rotate();
		assertThat(slow.publicKeys().getKeyByKeyId(node.activeKeyId("EdDSA"))).isNull();
		assertThat(slow.verifies(sign(node, SigningAlgorithm.EDDSA))).isTrue();
	}

	private static Void signAndVerify(List<KeyRing> rings, AtomicInteger tokens, AtomicBoolean over) throws Exception {
		while (!over.get()) {
			SigningAlgorithm algorithm = SigningAlgorithm.values()[tokens.getAndIncrement() % 4];
			SignedJWT token = sign(one(rings), algorithm);
			for (KeyRing ring : rings) {
				assertThat(ring.verifies(token)).as(algorithm.value()).isTrue();
			}
		}
		return null;
	}

	private static SignedJWT sign(KeyRing ring, SigningAlgorithm algorithm) throws Exception {
		JwtClaimsSet claims = JwtClaimsSet.builder().subject("somebody").build();
		return SignedJWT
			.parse(new RingEncoder(ring).encode(JwtEncoderParameters.from(JwsHeader.with(algorithm).build(), claims))
				.getTokenValue());
	}

	private static KeyRing one(List<KeyRing> rings) {
		return rings.get(ThreadLocalRandom.current().nextInt(rings.size()));
	}

}
