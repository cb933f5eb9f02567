package dev.signet.signin.step;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.client.SecondFactorNeed;
import dev.signet.signin.factor.SecondFactorMissing;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Stops nobody: where a client's policy only reports, it records who goes on with one
 * factor. It stands last, so that each answer is recorded once.
 */
final class SecondFactorReport implements NextStep.Check {

	private final ApplicationEventPublisher events;

	SecondFactorReport(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		SignedInAccount account = question.account();
		if (account != null && !account.provedTwice()
				&& question.client().secondFactor() == SecondFactorNeed.REPORTED) {
			this.events.publishEvent(new SecondFactorMissing(account.accountId(), question.client().clientId()));
		}
		return Optional.empty();
	}

}
