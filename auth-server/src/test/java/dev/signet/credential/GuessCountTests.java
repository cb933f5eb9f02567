package dev.signet.credential;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GuessCountTests {

	private static final CommonPasswords COMMON = new CommonPasswords();

	private static final List<String> WORDS = List.of("annabel", "annabel.lee@kingdom.example", "signet", "Lee");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			password                      | 2 | COMMON
			passw0rd                      | 2 | COMMON
			P@$$w0rd                      | 2 | COMMON
			password12345678              | 4 | COMMON
			12345678password              | 4 | COMMON
			Password2024!!!!              | 5 | COMMON
			p4ssw0rd-p4ssw0rd             | 5 | COMMON
			passwordpassword              | 3 | COMMON
			iloveyou iloveyou iloveyou    | 3 | COMMON
			monkey123456789               | 4 | COMMON
			monkey dragon 2024            | 5 | COMMON
			Football!!!!!!!!!!            | 4 | COMMON
			dragon99                      | 3 | COMMON
			aaaaaaaaaaaaaaaaaaaa          | 2 | REPETITIVE
			aAaAaAaAaAaAaAaA              | 2 | REPETITIVE
			x-x-x-x-x-x-x-x-              | 3 | REPETITIVE
			7w7w7w7w7w7w7w7w7w7w          | 3 | REPETITIVE
			%§ö%§ö%§ö%§ö%§ö%§ö            | 4 | REPETITIVE
			qwertyuiopasdfgh              | 2 | SEQUENCE
			1qaz2wsx3edc4rfv5t            | 2 | SEQUENCE
			ponmlkjihgfedcba              | 2 | SEQUENCE
			0123456789 0123456789         | 2 | SEQUENCE
			annabel annabel annabel       | 2 | OBVIOUS
			Annabel.Lee@Kingdom.example   | 1 | OBVIOUS
			4nnabel2026!!!!               | 4 | OBVIOUS
			Signet-Annabel-1              | 5 | OBVIOUS
			""")
	void valueWhenLittleIsToGuessThenFewAndSaysWhy(String password, int most, PasswordProblem reason) {
		GuessCount count = GuessCount.of(password, WORDS, COMMON);
		assertThat(count.value()).isLessThanOrEqualTo(most).isLessThan(PasswordRules.MIN_GUESSES);
		assertThat(count.reason()).isEqualTo(reason);
	}

	/** Words that everybody knows are fine, when there are enough of them. */
	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery", "fifteen letters", "another horse with batteries",
			"annabel walks by the sea", "welcome to the jungle", "my password is a secret for you",
			"ich bin ein berliner", "пароль из пятнадцати", "春眠暁を覚えず処処啼鳥を聞く", "monkey-48151623", "x7Kq2mPz", "tango7#x",
			"horse7#x", "tr0ub4dor&3", "k3j-99a-xq0", "2026-letters-from-annabel" })
	void valueWhenSomethingIsLeftToGuessThenEnough(String password) {
		assertThat(GuessCount.of(password, WORDS, COMMON).value()).isGreaterThanOrEqualTo(PasswordRules.MIN_GUESSES);
	}

	/** What a password manager proposes is hardly ever refused, however short. */
	@ParameterizedTest
	@CsvSource({ "15, abcdefghijklmnopqrstuvwxyz, 0", "15, 0123456789, 0",
			"8, abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789, 10" })
	void valueWhenRandomThenRarelyTooFew(int length, String characters, int mostOfTenThousand) {
		Random random = new Random(20260701);
		long refused = Stream
			.generate(() -> random.ints(length, 0, characters.length())
				.mapToObj((each) -> String.valueOf(characters.charAt(each)))
				.collect(Collectors.joining()))
			.limit(10_000)
			.filter((password) -> GuessCount.of(password, WORDS, COMMON).value() < PasswordRules.MIN_GUESSES)
			.count();
		assertThat(refused).isLessThanOrEqualTo(mostOfTenThousand);
	}

	@Test
	void valueWhenNothingIsLeftThenNone() {
		GuessCount blanks = GuessCount.of(" ".repeat(20), WORDS, COMMON);
		assertThat(blanks.value()).isZero();
		assertThat(blanks.reason()).isEqualTo(PasswordProblem.REPETITIVE);
	}

	@Test
	void valueWhenWordIsShortThenItMayStandInOthers() {
		assertThat(GuessCount.of("leeqleewleezleex", List.of("Lee"), COMMON).value()).isGreaterThan(8);
	}

}
