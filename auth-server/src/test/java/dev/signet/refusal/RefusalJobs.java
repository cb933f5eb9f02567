package dev.signet.refusal;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class RefusalJobs {

	private RefusalJobs() {
	}

	/** Forgets refused requests that are too old or too many. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(RefusalSweep.class).sweep();
	}

}
