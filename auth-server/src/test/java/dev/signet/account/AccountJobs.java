package dev.signet.account;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class AccountJobs {

	private AccountJobs() {
	}

	/** Deletes the accounts whose day has come. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(DeletionSweep.class).sweep();
	}

}
