package dev.signet.client;

import java.time.Duration;
import java.util.Map;

import dev.signet.client.DynamicRegistrationProperties.Mode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DynamicRegistrationPropertiesTests {

	@Test
	void bindWhenNothingIsSaidThenOff() {
		DynamicRegistrationProperties properties = bind(Map.of());
		assertThat(properties.mode()).isEqualTo(Mode.OFF);
		assertThat(properties.requirePkce()).isTrue();
		assertThat(properties.unusedLifetime()).isEqualTo(Duration.ofDays(90));
		assertThat(properties.initialAccessTokens()).isEmpty();
	}

	/** To YAML, a bare {@code off} is no word but a truth value. */
	@Test
	void bindWhenOffInYamlThenOff() {
		assertThat(bind(Map.of("mode", Boolean.FALSE)).mode()).isEqualTo(Mode.OFF);
	}

	@Test
	void bindWhenUnusedClientsWouldGoWithinADayThenRefused() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("unused-lifetime", "23h")))
			.havingRootCause()
			.withMessageContaining("signet.client.registration.unused-lifetime");
	}

	@Test
	void bindWhenTokensAreDeclaredThenTheyDoNotShowThemselves() {
		DynamicRegistrationProperties properties = bind(
				Map.of("initial-access-tokens[0].name", "team-a", "initial-access-tokens[0].token", "very-secret"));
		assertThat(properties).asString().contains("team-a").doesNotContain("very-secret");
	}

	private static DynamicRegistrationProperties bind(Map<String, Object> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("",
				DynamicRegistrationProperties.class);
	}

}
