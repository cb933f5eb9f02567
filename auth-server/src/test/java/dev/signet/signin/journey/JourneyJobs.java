package dev.signet.signin.journey;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class JourneyJobs {

	private JourneyJobs() {
	}

	/** Removes requests that waited too long. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(PendingRequests.class).sweep();
	}

}
