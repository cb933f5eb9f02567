package dev.signet.demo.upstream;

import java.util.Set;

import dev.signet.federation.settings.ProviderSettings;
import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.util.ClassUtils;

/**
 * Puts the stand-ins into the shared application of the tests, past their profile. The
 * product has no such way, and what is not a stand-in stays out: nobody adds providers.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StandInsForTests.Beans.class)
public class StandInsForTests {

	@Bean
	@Order(0)
	SecurityFilterChain upstreamChain(HttpSecurity http, CsrfTokenRepository csrf, PageHeaders headers,
			PublicAddress address, Faults faults) {
		return new UpstreamSecurity().upstreamChain(http, csrf, headers, address, faults);
	}

	/** Lets a stand-in do something wrong, until the test is over. */
	public static void set(BeanFactory beans, StandIn standIn, Fault fault, boolean on) {
		beans.getBean(Faults.class).set(standIn, fault, on);
	}

	/** Lets all stand-ins work as they should. */
	public static void reset(BeanFactory beans) {
		beans.getBean(Faults.class).clear();
	}

	/** The settings of a provider that leads to a stand-in. */
	public static ProviderSettings settings(BeanFactory beans, StandIn standIn) {
		return beans.getBean(StandInSettings.class).of(standIn);
	}

	/** A logout token about whoever signed in last. */
	public static String logoutToken(BeanFactory beans, StandIn standIn) {
		Visit visit = beans.getBean(Visits.class)
			.newest()
			.stream()
			.filter((each) -> each.standIn() == standIn)
			.findFirst()
			.orElseThrow();
		return beans.getBean(SignOutEverywhere.class).token(visit);
	}

	/** What identifies somebody who is typed there. */
	public static String subject(StandIn standIn, String name, String address) {
		return Subjects.of(standIn, Person.typed(name, address), false);
	}

	/** The components of this package, and of the packages below it. */
	static Set<BeanDefinition> components(String packageName, String... profiles) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.setActiveProfiles(profiles);
		return new ClassPathScanningCandidateComponentProvider(true, environment).findCandidateComponents(packageName);
	}

	/** Conditions are for those who scan; whoever names a class means it. */
	static final class Beans implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
			for (BeanDefinition found : components(StandIn.class.getPackageName(), "demo")) {
				Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()),
						StandIn.class.getClassLoader());
				if (type != UpstreamSecurity.class && type != StandInsForTests.class
						&& !ApplicationRunner.class.isAssignableFrom(type)) {
					registry.registerBeanDefinition(type.getName(), new RootBeanDefinition(type));
				}
			}
		}

	}

}
