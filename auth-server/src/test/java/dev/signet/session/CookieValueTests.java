package dev.signet.session;

import dev.signet.secret.RandomText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CookieValueTests {

	private final String value = CookieValue.random(new RandomText());

	@Test
	void randomWhenCalledThenWellFormedAndFresh() {
		assertThat(CookieValue.isWellFormed(this.value)).isTrue();
		assertThat(CookieValue.random(new RandomText())).isNotEqualTo(this.value);
	}

	@Test
	void digestWhenCalledThenSha256() {
		assertThat(CookieValue.digest("abc")).asHexString()
			.isEqualToIgnoringCase("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

	@Test
	void isWellFormedWhenCutOrOversizedThenFalse() {
		assertThat(CookieValue.isWellFormed(this.value.substring(1))).isFalse();
		assertThat(CookieValue.isWellFormed(this.value + "A")).isFalse();
		assertThat(CookieValue.isWellFormed("A".repeat(10_000))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "+", "/", "=", " ", "\u0000", "é", "\uD83D" })
	void isWellFormedWhenForeignCharacterThenFalse(String foreign) {
		String text = "A".repeat(43 - foreign.length()) + foreign;
		assertThat(CookieValue.isWellFormed(text)).isEqualTo(foreign.isEmpty());
	}

}
