package dev.signet.signin.factor;

import java.time.Clock;

import dev.signet.account.AccountLocked;
import dev.signet.proof.Purpose;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes away what an intruder may have left behind in an account that its owner locks: a
 * passkey would open it again after the new password, and an authenticator app would keep
 * its owner out. The owner was told of each that was added, by a mail whose link locks
 * the account; while that link is good, so is the doubt.
 */
@Component
class SecondFactorEndings {

	private final SecondFactors secondFactors;

	private final Clock clock;

	SecondFactorEndings(SecondFactors secondFactors, Clock clock) {
		this.secondFactors = secondFactors;
		this.clock = clock;
	}

	@EventListener
	void on(AccountLocked event) {
		this.secondFactors.removeAddedAfter(event.accountId(),
				this.clock.instant().minus(Purpose.LOCK_ACCOUNT.lifetime()));
	}

}
