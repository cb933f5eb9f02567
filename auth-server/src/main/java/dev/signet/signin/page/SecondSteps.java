package dev.signet.signin.page;

import java.time.Clock;
import java.util.List;

import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import dev.signet.client.SecondFactorNeed;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.factor.SecondWay;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.signin.journey.WayBack;
import dev.signet.signin.mailbox.MailedSecondStep;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * In which ways a person can make the second step of a sign-in. Who has no second factor
 * may set one up instead, but not by the password alone where a mailed code is the second
 * step of the account: then that comes first.
 */
@Component
class SecondSteps {

	private final SecondFactors secondFactors;

	private final MailedSecondStep mailed;

	private final SecondFactorPolicy policy;

	private final Clock clock;

	SecondSteps(SecondFactors secondFactors, MailedSecondStep mailed, SecondFactorPolicy policy, Clock clock) {
		this.secondFactors = secondFactors;
		this.mailed = mailed;
		this.policy = policy;
		this.clock = clock;
	}

	/**
	 * The ways that are open now; none when there is a second factor to be set up.
	 * @param current who is signed in, or null
	 */
	List<SecondWay> of(SignInAttempt attempt, @Nullable SignedInAccount current, HttpServletRequest request) {
		List<SecondWay> ways = this.secondFactors.waysOf(attempt.accountId());
		return (ways.isEmpty() && asksForMail(attempt, current, request)) ? List.of(SecondWay.MAIL_CODE) : ways;
	}

	/**
	 * A mailed code is for what this server asks. Where an app may be waiting for two
	 * factors, it only opens the way to set one up.
	 */
	private boolean asksForMail(SignInAttempt attempt, @Nullable SignedInAccount current, HttpServletRequest request) {
		if (!this.mailed.possible(attempt)) {
			return false;
		}
		if (attempt.sessionId() == null) {
			return true;
		}
		return !provedByMail(attempt, current)
				&& (WayBack.ownPage(request) || this.policy.need(attempt.accountId()) == SecondFactorNeed.REQUIRED);
	}

	private boolean provedByMail(SignInAttempt attempt, @Nullable SignedInAccount current) {
		return current != null && current.sessionId().equals(attempt.sessionId())
				&& current.factors()
					.stream()
					.filter((factor) -> factor.method() == Factor.Method.MAIL_CODE)
					.anyMatch((factor) -> factor.at().plus(RecentSignIn.LIMIT).isAfter(this.clock.instant()));
	}

}
