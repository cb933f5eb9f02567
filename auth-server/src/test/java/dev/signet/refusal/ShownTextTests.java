package dev.signet.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShownTextTests {

	@ParameterizedTest
	@CsvSource({ "https://app.test/cb?a=b,https://app.test/cb?a=b", "sgn_ac_abc-DEF_123,sgn_ac_(hidden)",
			"x=sgn_rt_abc&y=sgn_cs_def,x=sgn_rt_(hidden)&y=sgn_cs_(hidden)",
			"hint eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln!,hint eyJ(hidden)!", "eyJhbGciOiJSUzI1NiJ9,eyJ(hidden)" })
	void ofWhenSecretOfOursThenHidden(String text, String shown) {
		assertThat(ShownText.of(text)).isEqualTo(shown);
	}

	@Test
	void ofWhenControlCharactersOrForeignLettersThenWrittenOut() {
		assertThat(ShownText.of("a\n\0\u001b[31m\u00e4\ud83d\ude00"))
			.isEqualTo("a\\u{a}\\u{0}\\u{1b}[31m\\u{e4}\\u{1f600}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\0", "\ud83d\ude00", "sgn_rt_a ", "\ud83d" })
	void ofWhenLongThenCutAndStorable(String part) {
		String shown = ShownText.of(part.repeat(100_000));
		assertThat(shown).hasSizeBetween(400, ShownText.LONGEST + 3).endsWith("...");
		assertThat(shown).matches("[ -~]*");
	}

	@Test
	void ofWhenNothingThenNothing() {
		assertThat(ShownText.of(null)).isNull();
		assertThat(ShownText.of("")).isEmpty();
	}

}
