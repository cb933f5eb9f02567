package dev.signet.signin;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be set about mailed codes and trusted devices. */
class SignInSettingsTests {

	@Test
	void settingsWhenNothingIsSetThenTheDefaults() {
		assertThat(bind("signet.signin", Map.of(), MailSignInProperties.class).offered()).isFalse();
		assertThat(bind("signet.signin.second-factor", Map.of(), MailFactorProperties.class).mailCode()).isFalse();
		TrustedDeviceProperties trust = bind("signet.signin.second-factor", Map.of(), TrustedDeviceProperties.class);
		assertThat(trust.trustedFor()).isEqualTo(Duration.ofDays(30));
		assertThat(trust.trustForAdmins()).isFalse();
	}

	/** YAML reads a bare {@code off} as false. */
	@ParameterizedTest
	@CsvSource({ "off, false", "false, false", "offered, true", "OFFERED, true" })
	void mailCodeThenOffOrOffered(String value, boolean offered) {
		assertThat(
				bind("signet.signin", Map.of("signet.signin.mail-code", value), MailSignInProperties.class).offered())
			.isEqualTo(offered);
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
				validator.validate(bind("signet.signin.second-factor",
						Map.of("signet.signin.second-factor.trusted-for", trustedFor), TrustedDeviceProperties.class))
					.stream()
					.map((each) -> each.getMessage())
					.toList());
	}

	private static <T> T bind(String prefix, Map<String, String> settings, Class<T> type) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
	}

}
