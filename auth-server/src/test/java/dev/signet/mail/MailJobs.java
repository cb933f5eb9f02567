package dev.signet.mail;

import org.springframework.beans.factory.BeanFactory;

/** Does at once what happens in the background. */
public final class MailJobs {

	private MailJobs() {
	}

	/** Gives up mails of no more use and forgets what became of old ones. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(MailSweep.class).sweep();
	}

}
