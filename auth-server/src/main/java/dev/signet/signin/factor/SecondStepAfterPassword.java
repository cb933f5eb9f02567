package dev.signet.signin.factor;

import java.util.Collection;
import java.util.Set;

import dev.signet.account.Account;
import dev.signet.client.SecondFactorNeed;
import dev.signet.credential.SecondStep;

import org.springframework.stereotype.Component;

/** Tells the rules for passwords who proves a second factor as well. */
@Component
class SecondStepAfterPassword implements SecondStep {

	private final SecondFactorPolicy policy;

	private final SecondFactors secondFactors;

	SecondStepAfterPassword(SecondFactorPolicy policy, SecondFactors secondFactors) {
		this.policy = policy;
		this.secondFactors = secondFactors;
	}

	@Override
	public boolean awaits(Account person) {
		return this.secondFactors.existFor(person.id()) || this.policy.need(person.id()) == SecondFactorNeed.REQUIRED;
	}

	@Override
	public boolean awaitsNew(Collection<String> roles, Collection<String> groups) {
		return this.policy.need(Set.copyOf(roles), Set.copyOf(groups)) == SecondFactorNeed.REQUIRED;
	}

}
