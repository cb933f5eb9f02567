package dev.signet.grant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CodeBindingTests {

	/** The example of RFC 7636 appendix B. */
	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	@Test
	void fitsWhenChallengeWasMadeFromItThenTrue() {
		assertThat(bound(CHALLENGE).fits(VERIFIER)).isTrue();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", VERIFIER + " ", CHALLENGE, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK" })
	void fitsWhenAnythingElseThenFalse(String codeVerifier) {
		assertThat(bound(CHALLENGE).fits(codeVerifier)).isFalse();
	}

	/** Base64url of the SHA-256 of a blank, which is no verifier. */
	@Test
	void fitsWhenBlankThenFalseWhateverTheChallenge() {
		assertThat(bound("Nqnn8clbgv-5l0PgxcTOldg8mkMKrFn4TvPL-rYUUGg").fits(" ")).isFalse();
	}

	@Test
	void fitsWhenThereIsNoChallengeThenFalse() {
		assertThat(bound(null).fits(VERIFIER)).isFalse();
	}

	private static CodeBinding bound(String codeChallenge) {
		return new CodeBinding(null, null, codeChallenge);
	}

}
