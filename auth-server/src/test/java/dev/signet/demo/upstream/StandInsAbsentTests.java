package dev.signet.demo.upstream;

import java.net.URI;
import java.util.Map;

import dev.signet.SecondNode;
import dev.signet.SignetTest;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stand-ins and all that belongs to the demonstration exist in its profile only. The
 * shared application of the tests has some of it, so this starts the product.
 */
@SignetTest
class StandInsAbsentTests {

	private static final String[] PATHS = { "", "/", "/faults", "/faults/none", "/sign-out",
			"/google/.well-known/openid-configuration", "/google/o/oauth2/v2/auth", "/google/token",
			"/google/v1/userinfo", "/google/oauth2/v3/certs", "/google/answer", "/github/login/oauth/authorize",
			"/github/login/oauth/access_token", "/github/user", "/github/user/emails", "/github/answer",
			"/microsoft/common/v2.0/.well-known/openid-configuration", "/microsoft/common/oauth2/v2.0/authorize",
			"/microsoft/common/oauth2/v2.0/token", "/microsoft/common/oauth2/v2.0/logout",
			"/microsoft/common/discovery/v2.0/keys", "/microsoft/oidc/userinfo", "/facebook/v25.0/dialog/oauth",
			"/facebook/oauth/access_token", "/facebook/me", "/apple/.well-known/openid-configuration",
			"/apple/auth/authorize", "/apple/auth/token", "/apple/auth/keys", "/apple/answer" };

	@Autowired
	private BeanFactory beans;

	@Test
	void productWhenNotTheDemoThenHasNoneOfIt() {
		try (SecondNode product = SecondNode.beside(this.beans)) {
			ListableBeanFactory beans = (ListableBeanFactory) product.beans();
			assertThat(beans.getBeanDefinitionNames()).extracting(beans::getType)
				.filteredOn((type) -> type != null)
				.extracting(ClassUtils::getPackageName)
				.noneMatch((name) -> name.startsWith("dev.signet.demo"));
			assertThat(beans.getBean(dev.signet.federation.provider.Providers.class).all())
				.noneMatch((provider) -> StandIn.at(provider.alias()).isPresent());
			Browser browser = new Browser(product.address());
			for (String path : PATHS) {
				assertAbsent(product.address(), browser.fetch("GET", "/demo/upstream" + path, Map.of()));
				assertAbsent(product.address(), browser.postOnly("/demo/upstream" + path, Map.of("x", "y"), Map.of()));
			}
		}
	}

	@Test
	void componentThenIsOneOfTheDemoOnly() {
		assertThat(StandInsForTests.components("dev.signet.demo")).extracting(BeanDefinition::getBeanClassName)
			.containsOnly(StandInsForTests.class.getName());
		assertThat(StandInsForTests.components("dev.signet.demo", "demo")).hasSizeGreaterThan(15);
	}

	/** The tests give them other names, so nothing else would notice. */
	@Test
	void componentWhenInTheDemoThenHasANameOfItsOwn() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.setActiveProfiles("demo");
		SimpleBeanDefinitionRegistry registry = new SimpleBeanDefinitionRegistry();
		new ClassPathBeanDefinitionScanner(registry, true, environment).scan("dev.signet");
		assertThat(registry.getBeanDefinitionNames()).contains("demoProviders", "providers");
	}

	private static void assertAbsent(URI server, Page page) {
		assertThat(page.status()).as("%s", page.address()).isEqualTo(404);
		assertThat(page.response().body()).doesNotContain("Stand-in");
	}

}
