package dev.signet.signin.step;

import java.util.Optional;

/**
 * Has the person accepted the terms that are in force now? They are accepted once for
 * each version, whatever app asks first.
 */
final class TermsAccepted implements NextStep.Check {

	private final Optional<TermsOfService> terms;

	TermsAccepted(Optional<TermsOfService> terms) {
		this.terms = terms;
	}

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		return Optional.ofNullable(question.account())
			.flatMap((account) -> this.terms.flatMap((known) -> known.toAccept(account.accountId())))
			.map((open) -> Missing.TERMS);
	}

}
