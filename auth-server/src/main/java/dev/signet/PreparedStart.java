package dev.signet;

import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Lets the server start from what its build prepared: which beans there are, and code
 * that makes them. Otherwise each start looks through all classes and weighs all
 * conditions anew, which is a quarter of it.
 * <p>
 * The build weighed the conditions with its own settings. Where an operator sets what a
 * condition reads, or the profile of the demonstration is on, the server starts the long
 * way and heeds it. So it does where the classes are not in a jar, since they may be
 * newer than what was prepared. The system property {@code spring.aot.enabled} overrules
 * all this. A build with such settings fails: they would stay in the jar.
 */
final class PreparedStart implements EnvironmentPostProcessor, Ordered {

	/** What conditions read, and nobody has set. */
	static final List<String> NOT_SET = List.of("signet.node.listen", "spring.aop.auto",
			"spring.aop.proxy-target-class", "spring.application.admin.enabled", "spring.datasource.connection-fetch",
			"spring.datasource.jndi-name", "spring.datasource.type", "spring.http.converters.preferred-json-mapper",
			"spring.jmx.enabled", "spring.jta.enabled", "spring.liquibase.enabled", "spring.liquibase.url",
			"spring.mail.jndi-name", "spring.mail.test-connection", "spring.mvc.hiddenmethod.filter.enabled",
			"spring.mvc.problemdetails.enabled", "spring.security.user.name", "spring.security.user.password",
			"spring.servlet.encoding.enabled", "spring.task.execution.mode", "spring.threads.virtual.enabled");

	/** What conditions read otherwise, and the values that mean the same to them. */
	static final Map<String, Set<String>> SET = Map.of("server.forward-headers-strategy", Set.of("none", "native"),
			"spring.mvc.formcontent.filter.enabled", Set.of("false"), "spring.servlet.multipart.enabled",
			Set.of("false"), "spring.web.error.whitelabel.enabled", Set.of("false"));

	/** Below these, nothing is set that would not be asked for elsewhere. */
	private static final List<ConfigurationPropertyName> NOTHING_BELOW = Stream
		.of("spring.autoconfigure", "spring.security.oauth2")
		.map(ConfigurationPropertyName::of)
		.toList();

	/** The only profile that changes which beans there are. */
	private static final Profiles DEMONSTRATION = Profiles.of("demo");

	/** What {@code SpringApplication} looks for. */
	private static final String PREPARED = AuthServerApplication.class.getName() + "__ApplicationContextInitializer";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			Assert.state(isAsBuilt(environment), "Built with settings that would stay in the jar: unset them");
			return;
		}
		if (System.getProperty(AotDetector.AOT_ENABLED) == null && isPrepared() && isAsBuilt(environment)) {
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
		}
	}

	private static boolean isPrepared() {
		CodeSource source = AuthServerApplication.class.getProtectionDomain().getCodeSource();
		String place = (source != null) ? source.getLocation().toString() : "";
		return (place.startsWith("jar:") || place.endsWith(".jar"))
				&& ClassUtils.isPresent(PREPARED, AuthServerApplication.class.getClassLoader());
	}

	/** Whether the conditions would have the same outcome. */
	static boolean isAsBuilt(ConfigurableEnvironment environment) {
		return !environment.acceptsProfiles(DEMONSTRATION)
				&& NOTHING_BELOW.stream().noneMatch((name) -> isAnythingBelow(name, environment))
				&& NOT_SET.stream().allMatch((name) -> environment.getProperty(name) == null)
				&& SET.entrySet()
					.stream()
					.allMatch((set) -> set.getValue()
						.contains(environment.getProperty(set.getKey(), "").toLowerCase(Locale.ROOT)));
	}

	private static boolean isAnythingBelow(ConfigurationPropertyName name, ConfigurableEnvironment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	/** After all settings are known. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
