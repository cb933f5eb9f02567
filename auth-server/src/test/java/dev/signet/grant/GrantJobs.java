package dev.signet.grant;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class GrantJobs {

	private GrantJobs() {
	}

	/** Removes what is past its time, as far as one run goes. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(GrantSweep.class).sweep();
	}

}
