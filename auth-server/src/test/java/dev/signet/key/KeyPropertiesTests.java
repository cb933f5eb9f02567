package dev.signet.key;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class KeyPropertiesTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@Test
	void startWhenAlgorithmsGivenThenOnlyThose() {
		this.application.withPropertyValues("signet.key.algorithms=RS256,EdDSA")
			.run((context) -> assertThat(context.getBean(KeyProperties.class).algorithms())
				.containsExactly(SigningAlgorithm.RS256, SigningAlgorithm.EDDSA));
	}

	@Test
	void startWhenMandatoryAlgorithmIsMissingThenStopsAndSaysSo() {
		this.application.withPropertyValues("signet.key.algorithms=ES256")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("signet.key.algorithms must contain RS256"));
	}

	@Test
	void startWhenAlgorithmIsUnknownThenStops() {
		this.application.withPropertyValues("signet.key.algorithms=RS256,HS256")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("HS256"));
	}

	@Test
	void analyzeWhenKeyIsUnknownThenNamesItAndSaysWhereToFindOne() {
		FailureAnalysis analysis = new UnknownKeyFailureAnalyzer()
			.analyze(new IllegalStateException(new UnknownKey("typo")));
		assertThat(analysis.getDescription()).contains("signet.key.withdrawn", "typo");
		assertThat(analysis.getAction()).contains("/oauth2/jwks");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(KeyProperties.class)
	static class Settings {

	}

}
