package dev.signet.signin.factor;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class AttemptJobs {

	private AttemptJobs() {
	}

	/** Removes sign-ins that were not made whole in time. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(SignInAttempts.class).sweep();
	}

}
