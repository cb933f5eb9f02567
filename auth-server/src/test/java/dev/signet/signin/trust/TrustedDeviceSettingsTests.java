package dev.signet.signin.trust;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be set about trusted devices. */
class TrustedDeviceSettingsTests {

	@Test
	void settingsWhenNothingIsSetThenTheDefaults() {
		TrustedDeviceProperties trust = bind(Map.of());
		assertThat(trust.trustedFor()).isEqualTo(Duration.ofDays(30));
		assertThat(trust.trustForAdmins()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "1d", "400d" })
	void trustedForWhenItCanBeHonouredThenTaken(String value) {
		assertThat(problems(value)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1d", "1h", "401d" })
	void trustedForWhenItCannotBeHonouredThenRefused(String value) {
		assertThat(problems(value)).isNotEmpty();
	}

	private static String problems(String trustedFor) {
		Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
		return String.join("; ",
				validator.validate(bind(Map.of("signet.signin.second-factor.trusted-for", trustedFor)))
					.stream()
					.map((each) -> each.getMessage())
					.toList());
	}

	private static TrustedDeviceProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("signet.signin.second-factor",
				TrustedDeviceProperties.class);
	}

}
