package dev.signet.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UsernameTests {

	@ParameterizedTest
	@ValueSource(strings = { "anna", "Anna", "0anna", "a.b-c_d", "abcdefghijklmnopqrst" })
	void parseWhenWellFormedThenKeepsWhatWasTyped(String name) {
		assertThat(Username.parse(name)).contains(new Username(name));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "abc", "abcdefghijklmnopqrstu", "_anna", ".anna", "-anna", "anna@home", "anna b",
			"änna", "аnna", "anna\nx", "an\0na", "anna\u200b", "ａｎｎａ" })
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
	void reservedWhenOperatorsNameThenTrueInAnyCase() {
		assertThat(new Username("Admin").reserved()).isTrue();
		assertThat(new Username("alice").reserved()).isFalse();
	}

}
