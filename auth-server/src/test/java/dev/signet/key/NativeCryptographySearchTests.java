package dev.signet.key;

import java.security.Provider;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

class NativeCryptographySearchTests {

	private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

	@AfterEach
	void putBack() {
		Thread.currentThread().setContextClassLoader(this.loader);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void outcomeWhenStartedThenTheProviderAndAlwaysTheSame() {
		NativeCryptographySearch search = started(true);
		Optional<Provider> provider = search.outcome();
		assertThat(provider).isPresent();
		assertThat(search.outcome()).containsSame(provider.get());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void outcomeWhenNeverStartedThenLooksNow() {
		assertThat(new NativeCryptographySearch(true).outcome()).isPresent();
	}

	@Test
	void outcomeWhenItDoesNotRunHereThenTheJdk() {
		Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
		assertThat(started(true).outcome()).isEmpty();
	}

	@Test
	void outcomeWhenNotWantedThenTheJdk() {
		assertThat(started(false).outcome()).isEmpty();
	}

	private static NativeCryptographySearch started(boolean wanted) {
		NativeCryptographySearch search = new NativeCryptographySearch(wanted);
		search.postProcessBeanFactory(new DefaultListableBeanFactory());
		return search;
	}

}
