package dev.signet.signin.mailbox;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be set about mailed codes. */
class MailSettingsTests {

	@Test
	void settingsWhenNothingIsSetThenTheDefaults() {
		assertThat(bind("signet.signin", Map.of(), MailSignInProperties.class).offered()).isFalse();
		assertThat(bind("signet.signin.second-factor", Map.of(), MailFactorProperties.class).mailCode()).isFalse();
	}

	/** YAML reads a bare {@code off} as false. */
	@ParameterizedTest
	@CsvSource({ "off, false", "false, false", "offered, true", "OFFERED, true" })
	void mailCodeThenOffOrOffered(String value, boolean offered) {
		assertThat(
				bind("signet.signin", Map.of("signet.signin.mail-code", value), MailSignInProperties.class).offered())
			.isEqualTo(offered);
	}

	private static <T> T bind(String prefix, Map<String, String> settings, Class<T> type) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
	}

}
