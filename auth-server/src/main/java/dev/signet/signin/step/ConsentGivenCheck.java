package dev.signet.signin.step;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.consent.Consents;

/**
 * Has the person allowed all that is asked? A first-party client is allowed by whoever
 * registered it; {@code prompt=consent} asks all the same.
 */
final class ConsentGivenCheck implements NextStep.Check {

	private final Consents consents;

	ConsentGivenCheck(Consents consents) {
		this.consents = consents;
	}

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		SignedInAccount account = question.account();
		if (account == null) {
			return Optional.empty();
		}
		if (question.prompt().contains("consent")) {
			boolean decided = question.pending() != null && question.pending().wasDecidedBy(account.accountId());
			return decided ? Optional.empty() : Optional.of(Missing.CONSENT);
		}
		if (question.client().firstParty()) {
			return Optional.empty();
		}
		boolean allowed = this.consents.allowed(account.accountId(), question.client().id())
			.containsAll(question.scopes());
		return allowed ? Optional.empty() : Optional.of(Missing.CONSENT);
	}

}
