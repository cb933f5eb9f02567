package dev.signet;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.config.Customizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a start looks for once.
 */
class RememberingBeanFactoryTests {

	private static final ResolvableType OF_TEXT = ResolvableType.forClassWithGenerics(Customizer.class, String.class);

	private static final ResolvableType OF_NUMBERS = ResolvableType.forClassWithGenerics(Customizer.class,
			Integer.class);

	private final RememberingBeanFactory beans = new RememberingBeanFactory();

	@Test
	void lookWhenAllIsDeclaredThenLooksOnce() {
		this.beans.registerBeanDefinition("trimming", new RootBeanDefinition(Trimming.class));
		this.beans.freezeConfiguration();
		String[] first = names(OF_TEXT);
		assertThat(first).containsExactly("trimming");
		assertThat(names(ResolvableType.forClassWithGenerics(Customizer.class, String.class))).isSameAs(first);
		assertThat(names(OF_NUMBERS)).isEmpty();
	}

	@Test
	void lookWhileBeansAreDeclaredThenSeesLaterOnes() {
		assertThat(names(OF_TEXT)).isEmpty();
		this.beans.registerBeanDefinition("trimming", new RootBeanDefinition(Trimming.class));
		assertThat(names(OF_TEXT)).containsExactly("trimming");
	}

	@Test
	void createWhenServletsAreServedThenContextRemembers() {
		try (ConfigurableApplicationContext context = ApplicationContextFactory.DEFAULT
			.create(WebApplicationType.SERVLET)) {
			assertThat(context.getBeanFactory()).isInstanceOf(RememberingBeanFactory.class);
		}
	}

	private String[] names(ResolvableType type) {
		return this.beans.getBeanNamesForType(type, true, true);
	}

	static class Trimming implements Customizer<String> {

		@Override
		public void customize(String text) {
		}

	}

}
