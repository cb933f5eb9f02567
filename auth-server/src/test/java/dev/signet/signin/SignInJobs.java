package dev.signet.signin;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class SignInJobs {

	private SignInJobs() {
	}

	/** Removes requests, sign-ins and forms that waited too long. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(PendingRequests.class).sweep();
		beans.getBean(SignInAttempts.class).sweep();
		beans.getBean(KeptForms.class).sweep();
	}

}
