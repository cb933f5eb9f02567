package dev.signet.selfservice;

import dev.signet.account.AccountId;
import dev.signet.client.SecondFactorNeed;
import dev.signet.credential.PasswordRules;
import dev.signet.credential.Passwords;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Whether a person may take away a second factor: not the last one as long as one is
 * asked of them, or their password is too short without it.
 */
@Component
class LastSecondFactor {

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final Passwords passwords;

	private final PasswordRules passwordRules;

	LastSecondFactor(SecondFactors secondFactors, SecondFactorPolicy policy, Passwords passwords,
			PasswordRules passwordRules) {
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.passwords = passwords;
		this.passwordRules = passwordRules;
	}

	/** Whether what they have left is needed. */
	boolean required(AccountId accountId) {
		return this.policy.need(accountId) == SecondFactorNeed.REQUIRED && this.secondFactors.oneLeft(accountId);
	}

	/** Whether it stays. */
	boolean stays(AccountId accountId) {
		return required(accountId) || protectsAShortPassword(accountId);
	}

	/** Says on the page that asks whether it is to go, what it is needed for. */
	void show(AccountId accountId, Model model) {
		model.addAttribute("required", required(accountId));
		model.addAttribute("shortPassword", protectsAShortPassword(accountId));
		model.addAttribute("minLength", this.passwordRules.minLengthAlone());
		model.addAttribute("last", this.secondFactors.oneLeft(accountId));
	}

	private boolean protectsAShortPassword(AccountId accountId) {
		return this.passwords.shortOne(accountId) && this.secondFactors.oneLeft(accountId);
	}

}
