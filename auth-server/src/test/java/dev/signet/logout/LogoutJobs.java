package dev.signet.logout;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class LogoutJobs {

	private LogoutJobs() {
	}

	/** Delivers the notices that are due, as one of the workers. */
	public static void deliver(BeanFactory beans) {
		beans.getBean(LogoutDelivery.class).deliverDue();
	}

	/** Gives up old notices and deletes old receipts. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(LogoutSweep.class).sweep();
	}

}
