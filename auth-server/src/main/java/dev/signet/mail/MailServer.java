package dev.signet.mail;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The mail server that the operator names.
 */
public final class MailServer {

	private static final String HOST = "spring.mail.host";

	private MailServer() {
	}

	/** Whether there is one; without it nobody gets a mail. */
	public static boolean isNamed(Environment environment) {
		return StringUtils.hasText(environment.getProperty(HOST));
	}

}
