package dev.signet;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Somebody else's Signet: with an issuer, people, apps and keys of its own. To it the
 * shared application is an app like any other. It takes seconds to start, so one class of
 * tests has it.
 */
public final class OtherSignet implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private OtherSignet(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts it, with a new database in the server that the shared application uses. */
	public static OtherSignet start(BeanFactory shared) {
		return new OtherSignet(SecondNode.run((context) -> {
		}, SignetTestEnvironment.anotherSignet(shared)));
	}

	public BeanFactory beans() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
