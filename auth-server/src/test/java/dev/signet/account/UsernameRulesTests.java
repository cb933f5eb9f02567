package dev.signet.account;

import java.util.List;
import java.util.Map;

import dev.signet.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which names people may choose, as a server is set up. */
class UsernameRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "anna", " Anna ", "a.b-c_d", "abcdefghijklmnopqrst" })
	void checkWhenAllowedThenNothing(String name) {
		assertThat(TestUsernames.rules().check(name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "abcdefghijklmnopqrstu", "anna@home", "\u0430nna", "an\0na" })
	void checkWhenNotAllowedThenSaysWhatIs(String name) {
		assertThat(TestUsernames.rules().check(name)).hasValueSatisfying((problem) -> {
			assertThat(problem.messageKey()).isEqualTo("account.username.form");
			assertThat(problem.values()).isEqualTo(List.of(4, 20, ". _ -"));
		});
	}

	@Test
	void checkWhenSetUpOtherwiseThenAsSetUp() {
		UsernameRules rules = TestUsernames.rules(2, 30, "");
		assertThat(rules.check("ab")).isEmpty();
		assertThat(rules.check("a".repeat(30))).isEmpty();
		assertThat(rules.length()).isEqualTo(new UsernameLength(2, 30));
		assertThat(rules.check("a.b")).hasValueSatisfying((problem) -> {
			assertThat(problem.messageKey()).isEqualTo("account.username.form-plain");
			assertThat(problem.values()).isEqualTo(List.of(2, 30));
		});
		assertThat(TestUsernames.rules(2, 30, "-").check("a-b")).isEmpty();
		assertThat(TestUsernames.rules(2, 30, "-").check("a_b")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Admin", "adm1n", "ad.min", "ROOT", "r00t", "no-reply", "secur1ty", "5upp0rt-5" })
	void reservedWhenItCouldPassForTheOperatorThenTrueInAnyForm(String name) {
		assertThat(TestUsernames.rules(1, 20, "._-", "5upport5").reserved(new Username(name))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "admins", "rooted", "help-me" })
	void reservedWhenAnyOtherNameThenFalse(String name) {
		assertThat(TestUsernames.rules().reserved(new Username(name))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0, 20, ., ''", "5, 4, ., ''", "4, 65, ., ''", "4, 20, .@, ''", "4, 20, ., 'a b'" })
	void settingsWhenTheyCannotBeHonouredThenInvalid(String shortest, String longest, String punctuation,
			String reserved) {
		UsernameProperties settings = bind(Map.of("min-length", shortest, "max-length", longest, "punctuation",
				punctuation, "reserved[0]", reserved.isEmpty() ? "fine" : reserved));
		assertThat(
				settings.isLengthPossible() && settings.isPunctuationKnown() && settings.isEachReservedNameWellFormed())
			.isFalse();
	}

	@Test
	void settingsWhenLittleIsSaidThenAsDocumented() {
		UsernameProperties settings = bind(Map.of("min-length", "4"));
		assertThat(settings).isEqualTo(new UsernameProperties(4, 20, "._-", List.of()));
		assertThat(
				settings.isLengthPossible() && settings.isPunctuationKnown() && settings.isEachReservedNameWellFormed())
			.isTrue();
	}

	private static UsernameProperties bind(Map<String, String> settings) {
		return TestSettings.bind("signet.account.username", UsernameProperties.class, "signet.account.username",
				settings);
	}

}
