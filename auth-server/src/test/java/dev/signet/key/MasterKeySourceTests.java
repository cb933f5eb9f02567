package dev.signet.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import dev.signet.SignetTest;
import dev.signet.database.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class MasterKeySourceTests {

	private static final String KEY = Base64.getEncoder().encodeToString(MasterKeyTests.filled(7));

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(Source.class);

	@Autowired
	private EmbeddedDatabase embedded;

	@Autowired
	private MasterKey shared;

	@TempDir
	private Path directory;

	@Test
	void startWhenValueGivenThenUsesIt() {
		this.application.withPropertyValues("signet.key.master-key=" + KEY)
			.run((context) -> assertThat(context.getBean(MasterKey.class).derive("a"))
				.isEqualTo(new MasterKey(MasterKeyTests.filled(7)).derive("a")));
	}

	@Test
	void startWhenFileGivenThenUsesIt() throws Exception {
		Path file = Files.writeString(this.directory.resolve("key"), KEY + "\n");
		this.application.withPropertyValues("signet.key.master-key-file=" + file)
			.run((context) -> assertThat(context.getBean(MasterKey.class).derive("a"))
				.isEqualTo(new MasterKey(MasterKeyTests.filled(7)).derive("a")));
	}

	@Test
	void startWhenEmbeddedDatabaseThenMakesItOnceAndKeepsIt() {
		this.application
			.withBean(EmbeddedDatabase.class, () -> this.embedded,
					(definition) -> ((AbstractBeanDefinition) definition).setDestroyMethodName(""))
			.run((context) -> assertThat(context.getBean(MasterKey.class).derive("a"))
				.isEqualTo(this.shared.derive("a")));
	}

	@Test
	void startWhenExternalDatabaseAndNoneGivenThenStopsWithTheFix() {
		FailureAnalysis analysis = failure();
		assertThat(analysis.getDescription()).contains("No master key");
		assertThat(analysis.getAction()).contains("openssl rand -base64 32").contains("signet.key.master-key-file");
	}

	@Test
	void startWhenMalformedThenStopsWithoutQuotingIt() {
		for (String malformed : new String[] { "s3cret-but-not-base64!", "c2hvcnQ=", "" }) {
			FailureAnalysis analysis = failure("signet.key.master-key=" + malformed);
			assertThat(analysis.getDescription()).contains("32 bytes").doesNotContain("s3cret");
		}
	}

	@Test
	void startWhenBothGivenThenStops() {
		assertThat(failure("signet.key.master-key=" + KEY, "signet.key.master-key-file=/there").getDescription())
			.contains("Both");
	}

	@Test
	void readPreviousWhenGivenThenUsesIt() throws Exception {
		Path file = Files.writeString(this.directory.resolve("before"), KEY + "\n");
		assertThat(previous("signet.key.previous-master-key-file=" + file).derive("a"))
			.isEqualTo(new MasterKey(MasterKeyTests.filled(7)).derive("a"));
		assertThat(previous("signet.key.previous-master-key=" + KEY)).isNotNull();
		assertThat(previous()).isNull();
	}

	@Test
	void startWhenFileIsMissingThenStopsWithItsName() {
		assertThat(failure("signet.key.master-key-file=" + this.directory.resolve("absent")).getDescription())
			.contains("absent");
	}

	@Test
	void startWhenNoKeyCouldEverTakeOverThenStops() {
		this.application
			.withPropertyValues("signet.key.master-key=" + KEY, "signet.key.signing-period=1h",
					"signet.key.published-before=2h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("signet.key.published-before"));
	}

	private MasterKey previous(String... properties) {
		MasterKey[] previous = new MasterKey[1];
		this.application.withPropertyValues("signet.key.master-key=" + KEY)
			.withPropertyValues(properties)
			.run((context) -> previous[0] = new MasterKeySource(context.getBean(KeyProperties.class), null)
				.readPrevious()
				.orElse(null));
		return previous[0];
	}

	private FailureAnalysis failure(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.application.withPropertyValues(properties)
			.run((context) -> analysis[0] = new MasterKeyUnusableFailureAnalyzer()
				.analyze(context.getStartupFailure()));
		return analysis[0];
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(KeyProperties.class)
	static class Source {

		@Bean
		MasterKey masterKey(KeyProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
			return new KeyConfiguration().masterKey(properties, embedded);
		}

	}

}
