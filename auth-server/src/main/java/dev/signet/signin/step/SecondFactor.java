package dev.signet.signin.step;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;

/**
 * Is a second factor proved in this session, where the person must have one, or the
 * client or its request wants one? Then only that is asked for, and added to the session
 * (step-up, RFC 9470 §5).
 */
final class SecondFactor implements NextStep.Check {

	private final SecondFactorPolicy policy;

	private final SecondFactors secondFactors;

	SecondFactor(SecondFactorPolicy policy, SecondFactors secondFactors) {
		this.policy = policy;
		this.secondFactors = secondFactors;
	}

	@Override
	public Optional<Missing> missing(AuthorizationQuestion question) {
		SignedInAccount account = question.account();
		if (account == null || account.provedTwice()) {
			return Optional.empty();
		}
		if (question.secondFactor() == SecondFactorWish.NEEDED || this.policy.stops(account, question.client())) {
			boolean possible = this.policy.offered() || this.secondFactors.existFor(account.accountId());
			return Optional.of(possible ? Missing.SECOND_FACTOR : Missing.SECOND_FACTOR_OUT_OF_REACH);
		}
		boolean welcome = question.secondFactor() == SecondFactorWish.WELCOME
				&& this.secondFactors.existFor(account.accountId());
		return welcome ? Optional.of(Missing.SECOND_FACTOR) : Optional.empty();
	}

}
