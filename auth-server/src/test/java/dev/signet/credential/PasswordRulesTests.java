package dev.signet.credential;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import dev.signet.outbound.OutboundHttp;
import dev.signet.outbound.TestOutbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.MapBindingResult;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordRulesTests {

	/** Its SHA-1 digest is ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42. */
	private static final String STOLEN = "correct horse battery staple";

	private static final String STOLEN_REST = "AD6438836DBE526AA231ABDE2D0EEF74D42";

	private final OutboundHttp http = TestOutbound.allowing("127.0.0.1");

	private final PasswordRules rules = TestPasswordRules.needingMoreOf("CAREFUL");

	private final PasswordOwner alone = this.rules.newcomer(Set.of("USER"), List.of(), "annabel",
			"annabel.lee@kingdom.example", "Annabel", "Lighthouse");

	private final PasswordOwner withSecondFactor = this.rules.newcomer(Set.of("CAREFUL"), List.of(), "annabel",
			"annabel.lee@kingdom.example");

	@AfterEach
	void stop() throws IOException {
		this.http.destroy();
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct horse battery", "fifteen letters", "            lots of blanks            ",
			"quotes \" and ' and \\ too", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆", "annabel walks by the sea",
			"пароль из пятнадцати" })
	void checkWhenGoodThenNothing(String password) {
		assertThat(this.rules.check(password, this.alone)).isEmpty();
		assertThat(this.rules.check(password, this.withSecondFactor)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1234567", "fourteen chars", "🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤" })
	void checkWhenFewerThanFifteenCharactersThenTooShort(String password) {
		assertThat(this.rules.check(password, this.alone)).containsExactly(PasswordProblem.TOO_SHORT);
	}

	@ParameterizedTest
	@CsvSource({ "k3j-99a, true", "k3j-99ax, false", "fourteen chars, false", "🦊🐻🐼🐨🐯🦁🐮, true",
			"🦊🐻🐼🐨🐯🦁🐮🐷, false" })
	void checkWhenSecondFactorThenEightCharactersAreEnough(String password, boolean tooShort) {
		assertThat(this.rules.check(password, this.withSecondFactor).contains(PasswordProblem.TOO_SHORT))
			.isEqualTo(tooShort);
	}

	@Test
	void checkWhenLongThenUpTo128CharactersOfAnyKind() {
		String mixed = "ab🦊c d9ñ".repeat(16);
		assertThat(mixed.codePointCount(0, mixed.length())).isEqualTo(128);
		assertThat(this.rules.check(mixed, this.alone)).isEmpty();
		assertThat(this.rules.check("🦊🐻🐼🐨🐯🦁🐮🐷".repeat(16), this.alone)).isEmpty();
		assertThat(this.rules.check(mixed + "x", this.alone)).containsExactly(PasswordProblem.TOO_LONG);
		assertThat(this.rules.check("ﷺ".repeat(128), this.alone)).containsExactly(PasswordProblem.TOO_LONG);
		assertThat(this.rules.check("ab cd ef".repeat(100_000), this.alone)).containsExactly(PasswordProblem.TOO_LONG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "long enough \0 with NUL", "long enough \n with newline", "long enough \ud800 half" })
	void checkWhenControlCharacterThenRefuses(String password) {
		assertThat(this.rules.check(password, this.alone)).containsExactly(PasswordProblem.CONTROL_CHARACTER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "annabelannabelannabel", "Annabel annabel 1", "annabel.lee@kingdom.example",
			"SIGNET signet 2026", "Signet-Annabel-1", "Lighthouse 12345", "login.northwind.example",
			"Northwind 2026 !!!", "kingdom kingdom!!" })
	void checkWhenHardlyMoreThanNamesThenObvious(String password) {
		assertThat(this.rules.check(password, this.alone)).containsExactly(PasswordProblem.OBVIOUS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "password-password", "password12345678", "Iloveyou12345678", "123456789qwerty" })
	void checkWhenManyUseItThenCommon(String password) {
		assertThat(this.rules.check(password, this.alone)).containsExactly(PasswordProblem.COMMON);
	}

	/** The most common ones of eight and more characters. */
	@ParameterizedTest
	@ValueSource(strings = { "password", "12345678", "123456789", "baseball", "football", "jennifer", "superman",
			"trustno1", "michelle", "sunshine", "princess", "starwars", "passw0rd", "iloveyou" })
	void checkWhenSecondFactorThenCommonOnesAreStillRefused(String password) {
		assertThat(this.rules.check(password, this.withSecondFactor)).hasSize(1)
			.doesNotContain(PasswordProblem.TOO_SHORT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "aaaaaaaaaaaaaaaaaaaa", "aAaAaAaAaAaAaAaA", "abababababababab", "abc abc abc abc abc",
			"               " })
	void checkWhenOnePatternThenRepetitive(String password) {
		assertThat(this.rules.check(password, this.alone)).containsExactly(PasswordProblem.REPETITIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "abcdefghijklmno", "123456789012345", "0123456789 0123456789", "qwertyuiopasdfgh",
			"ponmlkjihgfedcba", "1qaz2wsx3edc4rfv", "987654321098765" })
	void checkWhenRunAlongALineThenSequence(String password) {
		assertThat(this.rules.check(password, this.alone)).containsExactly(PasswordProblem.SEQUENCE);
	}

	@Test
	void checkWhenServiceKnowsItThenBreachedAndSaidBesideTheField() {
		try (TestBreachService service = new TestBreachService()) {
			service.answers(STOLEN_REST + ":3");
			PasswordRules asking = asking(service);
			PasswordOwner owner = asking.newcomer(Set.of("USER"), List.of(), "annabel");
			assertThat(asking.check(STOLEN, owner)).containsExactly(PasswordProblem.BREACHED);
			Errors errors = form();
			asking.check(STOLEN, owner, errors, "password");
			assertThat(errors.getFieldErrors("password")).extracting(FieldError::getCode)
				.containsExactly(PasswordProblem.BREACHED.messageKey());
			service.answers("");
			assertThat(asking.check(STOLEN, owner)).isEmpty();
		}
	}

	@Test
	void checkWhenSomethingElseIsWrongThenServiceIsNotAsked() {
		try (TestBreachService service = new TestBreachService()) {
			service.answers(STOLEN_REST + ":3");
			PasswordRules asking = asking(service);
			PasswordOwner owner = asking.newcomer(Set.of("USER"), List.of(), "annabel");
			assertThat(asking.check("too short", owner)).containsExactly(PasswordProblem.TOO_SHORT);
			Errors errors = form();
			asking.check("too short", owner, errors, "password");
			assertThat(errors.getFieldErrorCount("password")).isOne();
			Errors elsewhere = form();
			elsewhere.rejectValue("username", "wrong");
			asking.check(STOLEN, owner, elsewhere, "password");
			assertThat(elsewhere.hasFieldErrors("password")).isFalse();
			assertThat(service.asked()).isEmpty();
		}
	}

	private PasswordRules asking(TestBreachService service) {
		return TestPasswordRules.needingMoreOf("CAREFUL", service.settings("/range/"), this.http);
	}

	private static Errors form() {
		return new MapBindingResult(new HashMap<>(), "form");
	}

}
