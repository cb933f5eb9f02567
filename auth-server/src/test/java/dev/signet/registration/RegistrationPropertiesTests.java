package dev.signet.registration;

import java.net.URI;
import java.util.HashMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.TestSettings;
import dev.signet.registration.RegistrationProperties.Mode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationPropertiesTests {

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	@Test
	void bindWhenLittleIsSaidThenOpenToAnybody() {
		RegistrationProperties settings = bind(Map.of("mode", "open"));
		assertThat(settings).isEqualTo(
				new RegistrationProperties(Mode.OPEN, List.of(), false, Duration.ofDays(30), null, null, null, null));
		assertThat(VALIDATOR.validate(settings)).isEmpty();
	}

	@Test
	void bindWhenAllIsSaidThenAllIsKnown() {
		RegistrationProperties settings = bind(Map.of("mode", "domain", "domains", "Firm.example, b\u00fccher.example",
				"approval", "true", "terms-url", "https://app.test/terms", "terms-version", "2", "privacy-url",
				"https://app.test/privacy"));
		assertThat(VALIDATOR.validate(settings)).isEmpty();
		assertThat(settings.asciiDomains()).containsExactly("firm.example", "xn--bcher-kva.example");
		assertThat(settings.approval()).isTrue();
		assertThat(settings.terms()).hasValueSatisfying((terms) -> {
			assertThat(terms.url()).isEqualTo(URI.create("https://app.test/terms"));
			assertThat(terms.version()).isEqualTo("2");
		});
	}

	@ParameterizedTest
	@CsvSource({ "mode=domain", "mode=open;domains=firm.example", "mode=invitation;domains=firm.example",
			"mode=domain;domains=*.firm.example", "mode=domain;domains=@firm.example", "mode=domain;domains=firm",
			"mode=domain;domains=firm.example;verify-email=false", "terms-url=https://app.test/terms",
			"terms-version=2", "terms-url=https://app.test/terms;terms-version=two words",
			"terms-url=/terms;terms-version=2", "privacy-url=javascript:alert(1)" })
	void bindWhenItCannotBeHonouredThenInvalid(String settings) {
		Map<String, String> given = new HashMap<>(Map.of("mode", "open"));
		for (String setting : settings.split(";")) {
			given.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
		}
		assertThat(VALIDATOR.validate(bind(given))).hasSize(1)
			.allSatisfy((problem) -> assertThat(problem.getMessage()).startsWith("signet.registration."));
	}

	@Test
	void openWhenEachModeThenSignInPageOffersSignUpToThoseWhoGetIn() {
		assertThat(List.of(Mode.values())).filteredOn((mode) -> new SignUpPage(SignUpPages.settings(mode, null)).open())
			.containsExactly(Mode.OPEN, Mode.DOMAIN);
	}

	private static RegistrationProperties bind(Map<String, String> settings) {
		return TestSettings.bind("signet.registration", RegistrationProperties.class, "signet.registration", settings);
	}

}
