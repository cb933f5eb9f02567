package dev.signet.key;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.signet.key.SigningKey.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Signatures by the JDK and, where it runs, by the native provider. */
class RingKeyTests {

	private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);

	/** The JDK as null. */
	private static List<@Nullable Provider> providers() {
		List<@Nullable Provider> providers = new ArrayList<>();
		providers.add(null);
		NativeCryptography.find(true).ifPresent(providers::add);
		return providers;
	}

	@ParameterizedTest
	@EnumSource
	void signThenEachProviderVerifiesWhatTheOthersSigned(SigningAlgorithm algorithm) {
		for (Provider generator : providers()) {
			SigningKey stored = SigningKey.generate(algorithm, State.ACTIVE, Instant.EPOCH, generator);
			for (Provider signer : providers()) {
				byte[] signature = new RingKey(stored, signer).sign(INPUT);
				for (Provider verifier : providers()) {
					RingKey key = new RingKey(stored, verifier);
					assertThat(key.verify(INPUT, signature)).isTrue();
					assertThat(key.verify("other".getBytes(StandardCharsets.US_ASCII), signature)).isFalse();
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenSignatureIsChangedThenFalse(SigningAlgorithm algorithm) {
		SigningKey stored = SigningKey.generate(algorithm, State.ACTIVE, Instant.EPOCH, null);
		for (Provider provider : providers()) {
			RingKey key = new RingKey(stored, provider);
			byte[] signature = key.sign(INPUT);
			byte[] flipped = signature.clone();
			flipped[10] ^= 1;
			for (byte[] wrong : List.of(flipped, new byte[signature.length], new byte[0], new byte[1],
					Arrays.copyOf(signature, signature.length - 1), Arrays.copyOf(signature, signature.length + 1))) {
				assertThat(key.verify(INPUT, wrong)).as("%s of %s bytes", provider, wrong.length).isFalse();
			}
		}
	}

	private static Stream<@Nullable Provider> each() {
		return providers().stream();
	}

	/** RFC 8037, appendices A.1 to A.5. */
	@ParameterizedTest
	@MethodSource("each")
	void signWhenEd25519ThenAsInTheStandard(@Nullable Provider provider) throws Exception {
		OctetKeyPair jwk = OctetKeyPair.parse("""
				{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
				"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
				""");
		byte[] input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
		RingKey key = new RingKey(new SigningKey(jwk, SigningAlgorithm.EDDSA, State.ACTIVE, Instant.EPOCH), provider);
		byte[] signature = key.sign(input);
		assertThat(Base64URL.encode(signature))
			.hasToString("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylG" + "jg5BhVsPt9g7sVvpAr_MuM0KAg");
		assertThat(key.verify(input, signature)).isTrue();
	}

	@Test
	void generateWhenEd25519ThenJwkAndJavaKeyAreTheSame() throws Exception {
		for (int i = 0; i < 50; i++) {
			OctetKeyPair jwk = Ed25519Keys.generate();
			Signature signer = Signature.getInstance("Ed25519");
			signer.initSign(Ed25519Keys.privateKey(jwk));
			signer.update(INPUT);
			Signature verifier = Signature.getInstance("Ed25519");
			verifier.initVerify(Ed25519Keys.publicKey(jwk));
			verifier.update(INPUT);
			assertThat(verifier.verify(signer.sign())).isTrue();
		}
	}

}
