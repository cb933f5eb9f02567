package dev.signet;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a server may start from what its build prepared. That it does, and serves, is
 * shown by the journeys on the built jar.
 */
@SignetTest
class PreparedStartTests {

	/** How conditions of Spring Boot tell which settings they read. */
	private static final Pattern READ = Pattern
		.compile("@ConditionalOn(?:Boolean)?Property \\(([^=)]+)|propert(?:y|ies) '?([a-z]+\\.[\\w.-]+)");

	/** Set in every server, so it cannot change which beans there are. */
	private static final Set<String> ALWAYS = Set.of("spring.mail.host");

	/** What the start looks at as a whole. */
	private static final String WHOLE = "spring.security.oauth2.";

	@Autowired
	private ConfigurableListableBeanFactory beans;

	@Test
	void conditionWhenItReadsASettingThenTheStartLooksAtItToo() {
		Set<String> read = new TreeSet<>();
		ConditionEvaluationReport.get(this.beans)
			.getConditionAndOutcomesBySource()
			.values()
			.forEach((outcomes) -> outcomes.forEach((each) -> READ.matcher(each.getOutcome().getMessage())
				.results()
				.flatMap((found) -> Stream.of(found.group(1), found.group(2)))
				.forEach((name) -> {
					if (name != null) {
						read.add(name.strip());
					}
				})));
		assertThat(read).hasSizeGreaterThan(20);
		read.removeAll(PreparedStart.NOT_SET);
		read.removeAll(PreparedStart.SET.keySet());
		read.removeAll(ALWAYS);
		assertThat(read).allMatch((name) -> name.startsWith(WHOLE));
	}

	@Test
	void startWhenNothingElseIsSetThenAsBuilt() {
		assertThat(isAsBuilt()).isTrue();
		assertThat(isAsBuilt("spring.datasource.url=jdbc:postgresql://db/signet", "spring.mail.host=mail.example.com",
				"signet.issuer=https://id.example.com", "spring.profiles.active=production",
				"SERVER_FORWARDHEADERSSTRATEGY=native"))
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.profiles.active=demo", "signet.node.listen=false", "SIGNET_NODE_LISTEN=false",
			"server.forward-headers-strategy=framework", "SPRING_THREADS_VIRTUAL_ENABLED=true",
			"SPRING_AUTOCONFIGURE_EXCLUDE=org.example.Some", "spring.autoconfigure.exclude[0]=org.example.Some",
			"spring.security.oauth2.client.registration.other.client-id=other" })
	void startWhenOperatorSetsWhatAConditionReadsThenNotAsBuilt(String setting) {
		assertThat(isAsBuilt(setting)).isFalse();
	}

	private static boolean isAsBuilt(String... settings) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of(settings)
				.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT);
			new ConfigDataApplicationContextInitializer().initialize(context);
			ConfigurableEnvironment environment = context.getEnvironment();
			return PreparedStart.isAsBuilt(environment);
		}
	}

}
