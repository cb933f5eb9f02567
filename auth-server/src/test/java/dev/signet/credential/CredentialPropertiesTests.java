package dev.signet.credential;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.signet.credential.CredentialProperties.Argon2;
import dev.signet.credential.CredentialProperties.BreachService;
import dev.signet.credential.CredentialProperties.Hashing;
import dev.signet.credential.CredentialProperties.Password;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialPropertiesTests {

	private static final long MEGABYTE = 1024 * 1024;

	@Test
	void slotsWhenTheHeapIsLargeThenOneForEachCore() {
		assertThat(properties(0).slots(16, 4096 * MEGABYTE)).isEqualTo(16);
	}

	@Test
	void slotsWhenTheHeapIsSmallThenThoseThatHalfOfItHolds() {
		assertThat(properties(0).slots(2, 104 * MEGABYTE)).isEqualTo(2);
		assertThat(properties(0).slots(16, 104 * MEGABYTE)).isEqualTo(2);
		assertThat(properties(0).slots(16, 16 * MEGABYTE)).isEqualTo(1);
	}

	@Test
	void keptThenMemoryThatAThirdOfTheHeapHolds() {
		assertThat(properties(0).kept(128 * MEGABYTE)).isEqualTo(2);
		assertThat(properties(0).kept(104 * MEGABYTE)).isEqualTo(1);
		assertThat(properties(0).kept(16 * MEGABYTE)).isEqualTo(1);
	}

	@Test
	void slotsWhenSetThenAsSet() {
		assertThat(properties(7).slots()).isEqualTo(7);
	}

	@ParameterizedTest
	@CsvSource({ "15, 8, ''", "8, 8, ''", "64, 64, ''", "7, 7, minLength", "65, 8, minLength",
			"15, 7, minLengthWithSecondFactor", "15, 16, lessWithSecondFactor" })
	void passwordThenLengthsAreBoundedAndTheOneWithASecondFactorIsNotMore(int alone, int withSecondFactor,
			String wrong) {
		List<String> problems = problems(new Password(alone, withSecondFactor));
		assertThat(problems.isEmpty()).isEqualTo(wrong.isEmpty());
		if (!wrong.isEmpty()) {
			assertThat(problems).contains(wrong);
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://api.pwnedpasswords.com/range/, true", "http://10.0.0.1:8080/, true",
			"https://api.pwnedpasswords.com/range, false", "https://x.example/range/?a=b, false",
			"https://x.example/range/#a, false", "ftp://x.example/, false", "mailto:a@x.example, false",
			"/range/, false" })
	void breachServiceThenIsAnAddressThatEndsWithASlash(URI url, boolean good) {
		assertThat(problems(new BreachService(url)).isEmpty()).isEqualTo(good);
	}

	private static CredentialProperties properties(int concurrency) {
		return new CredentialProperties(new Password(15, 8), new BreachService(null), new Argon2(19456, 2, 1),
				new Hashing(concurrency, 16, Duration.ofSeconds(2), Duration.ofSeconds(2)));
	}

	private static List<String> problems(Object settings) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return factory.getValidator()
				.validate(settings)
				.stream()
				.map((violation) -> violation.getPropertyPath().toString())
				.toList();
		}
	}

}
