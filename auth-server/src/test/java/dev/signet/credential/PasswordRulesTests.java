package dev.signet.credential;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordRulesTests {

	private static final List<String> CONTEXT = List.of("annabel", "annabel.lee@kingdom.example");

	private final PasswordRules rules = new PasswordRules();

	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery", "fifteen letters", "            lots of blanks            ",
			"quotes \" and ' and \\ too", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆", "annabel walks by the sea",
			"пароль из пятнадцати" })
	void checkWhenGoodThenNothing(String password) {
		assertThat(this.rules.check(password, CONTEXT)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1234567", "fourteen chars", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤" })
	void checkWhenFewerThanFifteenCharactersThenTooShort(String password) {
		assertThat(this.rules.check(password, CONTEXT)).containsExactly(PasswordProblem.TOO_SHORT);
	}

	@Test
	void checkWhenLongThenUpTo128CharactersOfAnyKind() {
		String mixed = "ab🦊c d9ñ".repeat(16);
		assertThat(mixed.codePointCount(0, mixed.length())).isEqualTo(128);
		assertThat(this.rules.check(mixed, CONTEXT)).isEmpty();
		assertThat(this.rules.check("🦊🐻🐼🐨🐯🦁🐮🐷".repeat(16), CONTEXT)).isEmpty();
		assertThat(this.rules.check(mixed + "x", CONTEXT)).containsExactly(PasswordProblem.TOO_LONG);
		assertThat(this.rules.check("ﷺ".repeat(128), CONTEXT)).containsExactly(PasswordProblem.TOO_LONG);
		assertThat(this.rules.check("ab cd ef".repeat(100_000), CONTEXT)).containsExactly(PasswordProblem.TOO_LONG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "long enough \0 with NUL", "long enough \n with newline", "long enough \ud800 half" })
	void checkWhenControlCharacterThenRefuses(String password) {
		assertThat(this.rules.check(password, CONTEXT)).containsExactly(PasswordProblem.CONTROL_CHARACTER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "annabelannabelannabel", "Annabel annabel 1", "annabel.lee@kingdom.example",
			"SIGNET signet 2026", "password-password", "Signet-Annabel-1" })
	void checkWhenHardlyMoreThanContextThenObvious(String password) {
		assertThat(this.rules.check(password, CONTEXT)).containsExactly(PasswordProblem.OBVIOUS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "aaaaaaaaaaaaaaaaaaaa", "aAaAaAaAaAaAaAaA", "abababababababab", "abc abc abc abc abc",
			"1234123412341234", "               " })
	void checkWhenOnePatternThenRepetitive(String password) {
		assertThat(this.rules.check(password, CONTEXT)).containsExactly(PasswordProblem.REPETITIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "abcdefghijklmno", "123456789012345", "0123456789 0123456789", "qwertyuiopasdfgh",
			"ponmlkjihgfedcba", "1qaz2wsx3edc4rfv", "987654321098765" })
	void checkWhenRunAlongALineThenSequence(String password) {
		assertThat(this.rules.check(password, CONTEXT)).containsExactly(PasswordProblem.SEQUENCE);
	}

}
