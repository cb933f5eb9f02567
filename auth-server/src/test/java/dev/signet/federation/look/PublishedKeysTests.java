package dev.signet.federation.look;

import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import dev.signet.key.TestKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the keys of a provider are good for (RFC 7517 §4). */
class PublishedKeysTests {

	private static final List<String> ALGORITHMS = List.of("RS256", "ES256");

	private static final RSAKey STRONG = TestKeys.rsa("strong");

	private static final RSAKey ANOTHER = TestKeys.rsa("another");

	@Test
	void parseWhenKeyIsStrongThenUsable() throws Exception {
		JWK curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
		PublishedKeys keys = read(STRONG.toPublicJWK(), curve.toPublicJWK());
		assertThat(keys.usable()).hasSize(2);
		assertThat(keys.weak()).isEmpty();
		assertThat(keys.secret()).isEmpty();
		assertThat(keys.areToldApart()).isTrue();
		assertThat(keys.usableNames()).isEqualTo("strong (RSA 2048), curve (EC P-256)");
		assertThat(keys.thumbprints()).contains(STRONG.computeThumbprint().toString()).hasSize(2);
	}

	@Test
	void parseWhenKeyIsTooShortThenWeakAndOfAnotherKindThenNobodysBusiness() throws Exception {
		JWK weak = TestKeys.rsa(1024, "weak").toPublicJWK();
		JWK curve = new ECKeyGenerator(Curve.P_384).keyID("curve").generate().toPublicJWK();
		JWK algorithm = new RSAKey.Builder(ANOTHER.toPublicJWK()).algorithm(JWSAlgorithm.RS512).build();
		PublishedKeys keys = read(STRONG.toPublicJWK(), weak, curve, algorithm);
		assertThat(keys.usable()).extracting(JWK::getKeyID).containsExactly("strong");
		assertThat(keys.weakNames()).isEqualTo("weak (RSA 1024)");
	}

	@Test
	void parseWhenMemberIsNoKeyThenTheOthersCount() {
		PublishedKeys keys = PublishedKeys
			.parse(Map.of("keys", List.of("no key", Map.of("kty", "NEW"), STRONG.toPublicJWK().toJSONObject())),
					ALGORITHMS)
			.orElseThrow();
		assertThat(keys.usable()).hasSize(1);
		assertThat(keys.weak()).isEmpty();
	}

	@Test
	void parseWhenKeyIsForEncryptionThenItIsNobodysBusiness() {
		JWK encryption = new RSAKey.Builder(ANOTHER.toPublicJWK()).keyUse(KeyUse.ENCRYPTION).build();
		PublishedKeys keys = read(encryption);
		assertThat(keys.usable()).isEmpty();
		assertThat(keys.weak()).isEmpty();
	}

	@Test
	void parseWhenKeyIsPrivateOrSharedThenItIsToldAndNotUsed() throws Exception {
		OctetSequenceKey shared = new OctetSequenceKeyGenerator(256).keyID("shared").generate();
		PublishedKeys keys = read(STRONG, shared);
		assertThat(keys.usable()).isEmpty();
		assertThat(keys.secretNames()).isEqualTo("strong (RSA 2048), shared (oct 256)");
	}

	@Test
	void areToldApartWhenIdsAreMissingOrTheSameThenFalse() {
		RSAKey nameless = new RSAKey.Builder(ANOTHER.toPublicJWK()).keyID(null).build();
		RSAKey namesake = new RSAKey.Builder(ANOTHER.toPublicJWK()).keyID("strong").build();
		assertThat(read(STRONG.toPublicJWK(), nameless).areToldApart()).isFalse();
		assertThat(read(STRONG.toPublicJWK(), namesake).areToldApart()).isFalse();
		assertThat(read(nameless).areToldApart()).isTrue();
	}

	@Test
	void parseWhenItIsNoSetThenNothing() {
		assertThat(PublishedKeys.parse(Map.of(), ALGORITHMS)).isEmpty();
		assertThat(PublishedKeys.parse(Map.of("keys", "none"), ALGORITHMS)).isEmpty();
	}

	@Test
	void usableNamesWhenManyThenSome() {
		JWK[] many = new JWK[6];
		for (int i = 0; i < many.length; i++) {
			many[i] = new RSAKey.Builder(STRONG.toPublicJWK()).keyID("k" + i).build();
		}
		assertThat(read(many).usableNames()).endsWith("k4 (RSA 2048) …").doesNotContain("k5");
	}

	private static PublishedKeys read(JWK... keys) {
		return PublishedKeys.parse(Map.of("keys", List.of(keys).stream().map(JWK::toJSONObject).toList()), ALGORITHMS)
			.orElseThrow();
	}

}
