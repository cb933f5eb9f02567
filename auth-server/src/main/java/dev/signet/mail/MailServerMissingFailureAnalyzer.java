package dev.signet.mail;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells the operator which setting needs a mail server and how to name one.
 */
final class MailServerMissingFailureAnalyzer extends AbstractFailureAnalyzer<MailServerMissing> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MailServerMissing cause) {
		return new FailureAnalysis(
				"%s needs a mail server, and spring.mail.host names none: nobody would get a code."
					.formatted(cause.setting()),
				"Set spring.mail.host (and spring.mail.port, spring.mail.username, spring.mail.password as your mail "
						+ "server needs them), or set it to %s.".formatted(cause.without()),
				cause);
	}

}
