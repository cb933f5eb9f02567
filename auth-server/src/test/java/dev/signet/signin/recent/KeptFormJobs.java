package dev.signet.signin.recent;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class KeptFormJobs {

	private KeptFormJobs() {
	}

	/** Removes what was typed and waited too long. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(KeptForms.class).sweep();
	}

}
