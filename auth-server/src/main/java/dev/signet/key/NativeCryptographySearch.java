package dev.signet.key;

import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Looks for the native provider while the rest of the server starts: its library is
 * unpacked and tests itself, which takes a second. Whoever signs waits for the outcome.
 */
final class NativeCryptographySearch implements BeanFactoryPostProcessor {

	private final FutureTask<Optional<Provider>> search;

	NativeCryptographySearch(boolean wanted) {
		this.search = new FutureTask<>(() -> NativeCryptography.find(wanted));
	}

	/** Starts to look, before there are any beans. */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Thread thread = new Thread(this.search, "native-cryptography");
		thread.setDaemon(true);
		thread.start();
	}

	/** The provider, if one was found; otherwise the JDK signs. */
	Optional<Provider> outcome() {
		// Does nothing when the search has begun
		this.search.run();
		try {
			return this.search.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while looking for the provider of signatures", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The provider of signatures cannot be used", ex.getCause());
		}
	}

}
