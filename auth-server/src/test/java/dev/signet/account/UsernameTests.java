package dev.signet.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UsernameTests {

	@ParameterizedTest
	@ValueSource(strings = { "anna", "Anna", "0anna", "a.b-c_d", "abcdefghijklmnopqrst", "a" })
	void parseWhenWellFormedThenKeepsWhatWasTyped(String name) {
		assertThat(Username.parse(name)).contains(new Username(name));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "_anna", ".anna", "-anna", "anna@home", "anna b", "änna", "аnna", "anna\nx", "an\0na",
			"anna\u200b", "ａｎｎａ" })
	void parseWhenMalformedThenEmpty(String name) {
		assertThat(Username.parse(name)).isEmpty();
	}

	@Test
	void parseWhenBlanksAroundThenIgnoresThem() {
		assertThat(Username.parse("  Anna\t")).contains(new Username("Anna"));
	}

	@Test
	void createWhenMalformedThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Username("anna@home"));
	}

	@Test
	void parseWhenLongerThanAnySettingAllowsThenEmpty() {
		assertThat(Username.parse("a".repeat(Username.LONGEST))).isPresent();
		assertThat(Username.parse("a".repeat(Username.LONGEST + 1))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "aIice", "a1ice", "ALICE", "al1ce" })
	void skeletonWhenNameLooksLikeAnotherThenTheSame(String name) {
		assertThat(new Username(name).skeleton()).isEqualTo(new Username("alice").skeleton());
	}

	@ParameterizedTest
	@CsvSource({ "b0b.smith, bob.smith", "rnary, mary", "vvalter, walter", "RN0l, Moi" })
	void skeletonWhenLettersPassForOneAnotherThenTheSame(String one, String other) {
		assertThat(new Username(one).skeleton()).isEqualTo(new Username(other).skeleton());
	}

	@ParameterizedTest
	@CsvSource({ "anna, hanna", "a.b.c, abc", "anna1, anna2" })
	void skeletonWhenNobodyTakesOneForTheOtherThenAnother(String one, String other) {
		assertThat(new Username(one).skeleton()).isNotEqualTo(new Username(other).skeleton());
	}

}
