package dev.signet.proof;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class ProofJobs {

	private ProofJobs() {
	}

	/** Forgets links and codes past their time, and who asked long ago. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(ProofSweep.class).sweep();
	}

}
