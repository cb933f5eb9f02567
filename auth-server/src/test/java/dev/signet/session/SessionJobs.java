package dev.signet.session;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class SessionJobs {

	private SessionJobs() {
	}

	/** Ends the sessions whose limits have passed. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(SessionSweep.class).sweep();
	}

}
