package dev.signet.federation.provider;

import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AppleSecretTests {

	@Test
	void isKeyWhenPrivateKeyOnP256ThenHoweverItIsPasted() throws Exception {
		String key = key("EC", new ECGenParameterSpec("secp256r1"));
		assertThat(AppleSecret.isKey(key)).isTrue();
		assertThat(AppleSecret.isKey("-----BEGIN PRIVATE KEY-----\r\n" + key + "\r\n-----END PRIVATE KEY-----\r\n"))
			.isTrue();
		assertThat(AppleSecret.isKey("  " + key.substring(0, 64) + "\n\n" + key.substring(64))).isTrue();
	}

	@Test
	void isKeyWhenAnotherKindOfKeyThenNot() throws Exception {
		assertThat(AppleSecret.isKey(key("EC", new ECGenParameterSpec("secp384r1")))).isFalse();
		assertThat(AppleSecret.isKey(key("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4))))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AAAA", "not base64 ÄÖ", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----" })
	void isKeyWhenAnythingElseThenNot(String text) {
		assertThat(AppleSecret.isKey(text)).isFalse();
	}

	private static String key(String algorithm, AlgorithmParameterSpec kind) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		generator.initialize(kind);
		return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
	}

}
