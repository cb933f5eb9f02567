package dev.signet.client;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class ClientJobs {

	private ClientJobs() {
	}

	/**
	 * Removes self-registered clients that nobody uses, and assertions past their time.
	 */
	public static void sweep(BeanFactory beans) {
		beans.getBean(DynamicClientSweep.class).sweep();
		beans.getBean(ClientAssertions.class).sweep();
	}

	/** Writes which clients were used and how often tokens were issued. */
	public static void flushUses(BeanFactory beans) {
		beans.getBean(ClientUses.class).flush();
		beans.getBean(ClientIssuances.class).flush();
	}

}
