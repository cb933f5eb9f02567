package dev.signet.database;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabasePropertiesTests {

	private static final Path HOME = Path.of(System.getProperty("user.home"));

	@Test
	void directoryWhenNotSetThenIsBelowHomeWhereverTheServerIsStarted() {
		assertThat(directory(Map.of())).isEqualTo(HOME.resolve(".signet"));
	}

	@Test
	void directoryWhenBeginsWithTildeThenIsBelowHome() {
		assertThat(directory(Map.of("signet.database.directory", "~/data/signet")))
			.isEqualTo(HOME.resolve("data/signet"));
	}

	@Test
	void directoryWhenRelativeThenIsMadeAbsolute() {
		assertThat(directory(Map.of("signet.database.directory", "./data"))).isAbsolute().endsWithRaw(Path.of("data"));
	}

	private static Path directory(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties))
			.bindOrCreate("signet.database", DatabaseProperties.class)
			.directory();
	}

}
