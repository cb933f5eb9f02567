package dev.signet.token;

import java.util.Set;

import dev.signet.key.KeyRing;
import dev.signet.key.SigningAlgorithm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class SignatureChoiceTests {

	private final KeyRing keys = mock(KeyRing.class);

	private final SignatureChoice signatures = new SignatureChoice(this.keys);

	@Test
	void chooseWhenOfferedThenTheOneOfTheClient() {
		given(this.keys.algorithms()).willReturn(Set.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256));
		assertThat(this.signatures.of("ES256")).isEqualTo(SigningAlgorithm.ES256);
		assertThat(this.signatures.algorithms()).containsExactly("RS256", "ES256");
	}

	@Test
	void chooseWhenNotOfferedHereThenTheOneOnWhichEveryClientMayCount() {
		given(this.keys.algorithms()).willReturn(Set.of(SigningAlgorithm.RS256));
		assertThat(this.signatures.of("ES256")).isEqualTo(SigningAlgorithm.RS256);
		assertThat(this.signatures.of("unknown")).isEqualTo(SigningAlgorithm.RS256);
	}

}
