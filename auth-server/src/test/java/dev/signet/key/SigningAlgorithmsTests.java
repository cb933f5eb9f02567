package dev.signet.key;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.SignetTest;
import dev.signet.key.SigningKey.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Several algorithms at once, rotation out of turn, and keys that may have leaked. */
@SignetTest
class SigningAlgorithmsTests {

	private static final SigningAlgorithm RS256 = SigningAlgorithm.RS256;

	private static final SigningAlgorithm ES256 = SigningAlgorithm.ES256;

	@Autowired
	private LiquibaseConnectionDetails login;

	@Autowired
	private KeyProperties defaults;

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
	void startThenEachAlgorithmHasItsOwnKeysWithAlgUseAndKid() {
		KeyRing node = this.nodes.started(new KeySettings().algorithms(SigningAlgorithm.values()));
		List<JWK> published = node.publicKeys().getKeys();
		assertThat(published).extracting(JWK::getAlgorithm)
			.containsExactlyInAnyOrder(JWSAlgorithm.RS256, JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.PS256,
					JWSAlgorithm.ES256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA, JWSAlgorithm.EdDSA);
		assertThat(published).allSatisfy((key) -> {
			assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
			assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
		});
		assertThat(published).extracting(JWK::getKeyID).as("nothing is shared").doesNotHaveDuplicates();
		assertThat(this.defaults.algorithms()).containsExactlyInAnyOrder(SigningAlgorithm.values());
	}

	@Test
	void startWhenAlgorithmIsAddedThenItGetsKeysAndTheOthersKeepTheirs() throws Exception {
		KeyRing before = this.nodes.started(new KeySettings());
		String active = before.activeKeyId("RS256");
		KeyRing after = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		assertThat(after.activeKeyId("RS256")).isEqualTo(active);
		assertThat(after.activeKeyId("ES256")).isNotNull();
		before.refresh();
		assertThat(before.publicKeys()).as("published by nodes with the old settings too")
			.isEqualTo(after.publicKeys());
		assertThat(before.verifies(sign(after, ES256))).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> before.activeKeyId("ES256"));
		assertThatExceptionOfType(JwtEncodingException.class).isThrownBy(() -> sign(before, ES256));
	}

	@Test
	void refreshWhenOneAlgorithmIsDueThenOnlyItsKeysMove() {
		KeyRing node = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		String rsa = node.activeKeyId("RS256");
		String next = this.nodes.id(ES256, State.NEXT);
		this.nodes.clock().advance(Duration.ofDays(29));
		node.rotate(Set.of(RS256));
		String rotated = node.activeKeyId("RS256");
		this.nodes.clock().advance(Duration.ofDays(1));
		node.refresh();
		assertThat(node.activeKeyId("ES256")).isEqualTo(next);
		assertThat(node.activeKeyId("RS256")).isEqualTo(rotated).isNotEqualTo(rsa);
	}

	@Test
	void rotateThenEveryAlgorithmGetsItsNextKey() {
		KeyRing node = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		String rsa = this.nodes.id(RS256, State.NEXT);
		String ec = this.nodes.id(ES256, State.NEXT);
		node.rotate();
		assertThat(node.activeKeyId("RS256")).isEqualTo(rsa);
		assertThat(node.activeKeyId("ES256")).isEqualTo(ec);
	}

	@Test
	void refreshWhenRotationIsAskedForAtAMomentThenHappensOnceOnAllNodes() {
		KeyRing node = this.nodes.started(new KeySettings());
		String first = node.activeKeyId("RS256");
		Instant moment = this.nodes.clock().instant().plusSeconds(60);
		KeyRing one = this.nodes.started(new KeySettings().rotateAt(moment));
		KeyRing other = this.nodes.started(new KeySettings().rotateAt(moment));
		one.refresh();
		assertThat(one.activeKeyId("RS256")).as("not yet").isEqualTo(first);
		this.nodes.clock().advance(Duration.ofMinutes(1));
		List.of(one, other, node, one, other).forEach(KeyRing::refresh);
		assertThat(one.activeKeyId("RS256")).isNotEqualTo(first)
			.isEqualTo(other.activeKeyId("RS256"))
			.isEqualTo(node.activeKeyId("RS256"));
		assertThat(this.nodes.states()).containsExactlyInAnyOrder("RETIRING", "ACTIVE", "NEXT");
	}

	@Test
	void withdrawWhenKeySignsThenGoneAtOnceAndTheNextSigns() throws Exception {
		KeyRing node = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		KeyRing other = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		String leaked = node.activeKeyId("RS256");
		String next = this.nodes.id(RS256, State.NEXT);
		String ec = node.activeKeyId("ES256");
		SignedJWT token = sign(node, RS256);
		assertThat(other.verifies(token)).isTrue();
		assertThat(node.withdraw(leaked, null)).isTrue();
		assertThat(node.verifies(token)).isFalse();
		assertThat(node.verifies(sign(node, RS256))).isTrue();
		assertThat(node.publicKeys().getKeyByKeyId(leaked)).isNull();
		assertThat(node.activeKeyId("RS256")).isEqualTo(next);
		assertThat(node.activeKeyId("ES256")).isEqualTo(ec);
		other.refresh();
		assertThat(other.verifies(token)).isFalse();
		assertThat(other.publicKeys()).isEqualTo(node.publicKeys());
		assertThat(this.nodes.events()).endsWith(new KeyWithdrawn("RS256", leaked, "ACTIVE", null),
				new KeyRotated("RS256", next, "", null));
		assertThat(row(leaked)).containsEntry("state", "WITHDRAWN").containsEntry("private_jwk", null);
	}

	@ParameterizedTest
	@EnumSource(value = State.class, names = { "NEXT", "RETIRING", "RETIRED" })
	void withdrawWhenKeyDoesNotSignThenGoneAndTheSameGoesOnSigning(State state) {
		KeyRing node = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		node.rotate(Set.of(ES256));
		if (state == State.RETIRED) {
			this.nodes.jdbc().sql("update signing_keys set state = 'RETIRED' where state = 'RETIRING'").update();
		}
		String leaked = this.nodes.id(ES256, state);
		String active = node.activeKeyId("ES256");
		assertThat(node.withdraw(leaked, null)).isTrue();
		assertThat(node.publicKeys().getKeyByKeyId(leaked)).isNull();
		assertThat(node.activeKeyId("ES256")).isEqualTo(active);
		assertThat(this.nodes.id(ES256, State.NEXT)).isNotEqualTo(leaked);
		assertThat(row(leaked)).containsEntry("state", "WITHDRAWN").containsEntry("private_jwk", null);
	}

	@Test
	void withdrawWhenDoneBeforeOrUnknownThenNothingChanges() {
		KeyRing node = this.nodes.started(new KeySettings());
		String leaked = node.activeKeyId("RS256");
		node.withdraw(leaked, null);
		int events = this.nodes.events().size();
		assertThat(node.withdraw(leaked, null)).isTrue();
		assertThat(node.withdraw("nobody", null)).isFalse();
		assertThat(this.nodes.events()).hasSize(events);
		assertThat(this.nodes.states()).containsExactlyInAnyOrder("WITHDRAWN", "ACTIVE", "NEXT");
	}

	@Test
	void startWhenKeyIsToBeWithdrawnThenIsOnceHoweverOftenStarted() {
		String leaked = this.nodes.started(new KeySettings()).activeKeyId("RS256");
		for (int i = 0; i < 2; i++) {
			KeyRing node = this.nodes.started(new KeySettings().withdrawn(leaked));
			assertThat(node.publicKeys().getKeyByKeyId(leaked)).isNull();
			assertThat(this.nodes.states()).containsExactlyInAnyOrder("WITHDRAWN", "ACTIVE", "NEXT");
		}
		assertThat(this.nodes.events()).filteredOn(KeyWithdrawn.class::isInstance).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "typo" })
	void startWhenKeyToBeWithdrawnIsUnknownThenStopsAndSaysWhich(String keyId) {
		KeyRing node = this.nodes.node(new KeySettings().withdrawn(keyId));
		assertThatExceptionOfType(UnknownKey.class).isThrownBy(node::start).withMessageContaining(": " + keyId);
	}

	/** What docs/operations.md says can be done while all nodes run. */
	@Test
	void refreshWhenAllKeysWereWithdrawnByHandThenNewOnesSign() {
		KeyRing node = this.nodes.started(new KeySettings().algorithms(RS256, ES256));
		String leaked = node.activeKeyId("RS256");
		this.nodes.jdbc()
			.sql("update signing_keys set state = 'WITHDRAWN', private_jwk = null, since = now() where state <> 'RETIRED'")
			.update();
		node.refresh();
		assertThat(node.publicKeys().getKeyByKeyId(leaked)).isNull();
		assertThat(node.activeKeyId("RS256")).isNotEqualTo(leaked);
		assertThat(node.publicKeys().getKeys()).hasSize(4);
	}

	private static SignedJWT sign(KeyRing node, SigningAlgorithm algorithm) throws ParseException {
		JwtClaimsSet claims = JwtClaimsSet.builder().subject("somebody").build();
		return SignedJWT
			.parse(new RingEncoder(node).encode(JwtEncoderParameters.from(JwsHeader.with(algorithm).build(), claims))
				.getTokenValue());
	}

	private Map<String, Object> row(String id) {
		return this.nodes.jdbc()
			.sql("select state, private_jwk from signing_keys where id = ?")
			.param(id)
			.query()
			.singleRow();
	}

}
