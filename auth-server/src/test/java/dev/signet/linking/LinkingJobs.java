package dev.signet.linking;

import org.springframework.beans.factory.BeanFactory;

/** Does now what happens in the background. */
public final class LinkingJobs {

	private LinkingJobs() {
	}

	/** Lets people of directories be signed out whom an administrator wants to be. */
	public static void signOut(BeanFactory beans) {
		beans.getBean(DirectorySignOuts.class).wake();
	}

}
