package dev.signet.selfservice;

import java.util.ArrayList;
import java.util.List;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.credential.RecoveryCodes;
import dev.signet.linking.WaysIn;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;

import org.springframework.stereotype.Component;

/**
 * What is missing for the safety of an account, what matters most first. To add a point:
 * one line here, two messages.
 */
@Component
class OpenPoints {

	/** More than a person has at hand. */
	private static final int MANY_SESSIONS = 5;

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final RecoveryCodes recoveryCodes;

	private final WaysIn waysIn;

	OpenPoints(SecondFactors secondFactors, SecondFactorPolicy policy, RecoveryCodes recoveryCodes, WaysIn waysIn) {
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.recoveryCodes = recoveryCodes;
		this.waysIn = waysIn;
	}

	/**
	 * The points of an account.
	 * @param sessions in how many browsers the person is signed in
	 */
	List<OpenPoint> of(Account account, int sessions) {
		List<OpenPoint> points = new ArrayList<>();
		if (!account.emailVerified()) {
			points.add(new OpenPoint("email", "/account/email"));
		}
		if (this.waysIn.onlyByProviders(account.id())) {
			points.add(new OpenPoint("only-elsewhere", FirstPasswordController.PATH));
		}
		else {
			addSecondFactor(account.id(), points);
		}
		if (sessions > MANY_SESSIONS) {
			points.add(new OpenPoint("sessions", sessions, "/account/sessions"));
		}
		return points;
	}

	private void addSecondFactor(AccountId accountId, List<OpenPoint> points) {
		if (!this.secondFactors.existFor(accountId)) {
			if (this.policy.offered()) {
				points.add(new OpenPoint("second-factor", "/account/security/authenticator"));
			}
			return;
		}
		int codes = this.recoveryCodes.left(accountId);
		if (codes <= RecoveryCodes.FEW) {
			points.add(new OpenPoint("recovery-codes", codes, "/account/security/recovery-codes"));
		}
	}

}
