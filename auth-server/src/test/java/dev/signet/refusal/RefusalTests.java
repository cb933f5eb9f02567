package dev.signet.refusal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTests {

	/**
	 * RFC 6749 §5.2: no quotation mark, no backslash, ASCII; in quotes of a challenge
	 * too.
	 */
	@ParameterizedTest
	@EnumSource
	void ruleThenMayStandInAnErrorDescription(Refusal refusal) {
		assertThat(refusal.rule()).matches("[ !#-\\[\\]-~]{5,120}").doesNotEndWith(".");
		assertThat(refusal.error()).matches("[a-z_]{5,40}");
	}

	@ParameterizedTest
	@EnumSource
	void refusalThenNamesStandardAndFix(Refusal refusal) {
		assertThat(refusal.name()).matches("[A-Z][A-Z_]{0,63}");
		assertThat(refusal.standard())
			.matches("(RFC \\d+|OpenID Connect .+ 1\\.0|OAuth 2\\.0 .+) (§[0-9.]+|appendix [AB])");
		assertThat(refusal.fix()).isNotBlank().doesNotEndWith(".");
	}

}
