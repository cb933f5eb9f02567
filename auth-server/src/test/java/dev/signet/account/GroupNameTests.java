package dev.signet.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GroupNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "Domain Users", "/eng/backend", "team:blue_2.0-x", "Führung", "開発" })
	void parseWhenWellFormedThenKeepsIt(String name) {
		assertThat(GroupName.parse(name)).contains(new GroupName(name));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", " a", "a ", "a,b", "a\nb", "a\0b", "a\u200bb", "a\u00a0b", "<b>", "a\"b" })
	void parseWhenMalformedThenEmpty(String name) {
		assertThat(GroupName.parse(name)).isEmpty();
	}

	@Test
	void parseWhenLongThenUpToTheLimit() {
		assertThat(GroupName.parse("g".repeat(100))).isPresent();
		assertThat(GroupName.parse("g".repeat(101))).isEmpty();
	}

	@Test
	void createWhenMalformedThenRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> new GroupName("a,b"));
	}

}
