package dev.signet.mail;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which settings of mails are refused at the start. */
class MailPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@Test
	void startWhenNothingIsSetThenDefaults() {
		this.runner
			.run((context) -> assertThat(context.getBean(MailProperties.class)).isEqualTo(MailServers.settings()));
	}

	@ParameterizedTest
	@CsvSource({ "from, id@example.com", "from, no-reply@localhost", "reply-to, help@example.com",
			"product-name, Café Müller", "subject-prefix, [Acme]", "tries, 1", "kept-for, 1h" })
	void startWhenPossibleThenStarts(String name, String value) {
		this.runner.withInitializer((context) -> set(context, name, value))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "from, nobody", "from, Acme <id@example.com>", "from, 'a@example.com,b@example.com'",
			"from, 'id@example.com\r\nBcc: all@example.com'", "from, jürgen@example.com", "reply-to, @example.com",
			"product-name, ' '", "product-name, 'Acme\r\nBcc: all@example.com'", "subject-prefix, '[Acme]\nX: y'",
			"tries, 0", "tries, 1001", "kept-for, 59m", "kept-for, 367d" })
	void startWhenImpossibleThenRefuses(String name, String value) {
		this.runner.withInitializer((context) -> set(context, name, value))
			.run((context) -> assertThat(context).hasFailed());
	}

	private static void set(ConfigurableApplicationContext context, String name, String value) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("signet.mail." + name, value)));
	}

	@EnableConfigurationProperties(MailProperties.class)
	static class Settings {

	}

}
