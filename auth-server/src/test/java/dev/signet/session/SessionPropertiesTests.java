package dev.signet.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SessionPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Settings.class);

	@Test
	void bindWhenNothingIsSetThenSafeDefaults() {
		this.runner.run((context) -> {
			SessionProperties properties = context.getBean(SessionProperties.class);
			assertThat(properties.limits(false))
				.isEqualTo(new SessionProperties.Limits(Duration.ofMinutes(30), Duration.ofHours(12)));
			assertThat(properties.limits(true))
				.isEqualTo(new SessionProperties.Limits(Duration.ofDays(7), Duration.ofDays(7)));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "idle=0s", "idle=1m", "idle=-5m", "absolute=401d", "remembered-idle=0", "absolute=soon" })
	void bindWhenLimitCannotBeKeptThenRefusesToStart(String setting) {
		this.runner.withPropertyValues("signet.session." + setting).run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SessionProperties.class)
	static class Settings {

	}

}
