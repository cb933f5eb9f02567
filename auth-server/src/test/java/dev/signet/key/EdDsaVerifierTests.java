package dev.signet.key;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** With the key and the signature of RFC 8037, appendix A. */
class EdDsaVerifierTests {

	private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

	private static final String SIGNED = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
			+ "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

	@Test
	void verifyWhenAsInTheStandardThenTrue() throws Exception {
		assertThat(verifies(SIGNED)).isTrue();
	}

	@Test
	void verifyWhenAnythingIsChangedThenFalse() throws Exception {
		assertThat(verifies(SIGNED.replace(".RXhh", ".RXhi"))).isFalse();
		assertThat(verifies(SIGNED.replace("0KAg", "0KAA"))).isFalse();
		assertThat(verifies(SIGNED + "AAAA")).isFalse();
		assertThat(verifies(SIGNED.substring(0, SIGNED.lastIndexOf('.') + 1) + "AAAA")).isFalse();
	}

	@Test
	void verifyWhenHeaderCallsSomethingCriticalThenFalse() throws Exception {
		JWSObject object = JWSObject.parse(SIGNED);
		JWSHeader critical = JWSHeader.parse(Map.of("alg", "EdDSA", "crit", List.of("x"), "x", "y"));
		assertThat(new EdDsaVerifier(key()).verify(critical, object.getSigningInput(), object.getSignature()))
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "X25519, 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "Ed25519, AAAA",
			"Ed448, 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })
	void keyWhenNoneOnTheCurveThenEmpty(String curve, String x) throws Exception {
		assertThat(EdDsaVerifier.publicKey(JWK.parse(Map.of("kty", "OKP", "crv", curve, "x", x)))).isEmpty();
	}

	/** A y that no point has: whatever is signed, it is not believed. */
	@Test
	void verifyWhenKeyIsNoPointThenFalse() throws Exception {
		JWK key = JWK.parse(Map.of("kty", "OKP", "crv", "Ed25519", "x", "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
		JWSObject object = JWSObject.parse(SIGNED);
		assertThat(EdDsaVerifier.publicKey(key)
			.map((point) -> new EdDsaVerifier(point).verify(object.getHeader(), object.getSigningInput(),
					object.getSignature()))
			.orElse(false)).isFalse();
	}

	private static boolean verifies(String signed) throws Exception {
		JWSObject object = JWSObject.parse(signed);
		return object.verify(new EdDsaVerifier(key()));
	}

	private static PublicKey key() throws Exception {
		return EdDsaVerifier.publicKey(JWK.parse(Map.of("kty", "OKP", "crv", "Ed25519", "x", X))).orElseThrow();
	}

}
