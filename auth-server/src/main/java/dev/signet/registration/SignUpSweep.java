package dev.signet.registration;

import java.util.concurrent.TimeUnit;

import dev.signet.account.AccountId;
import dev.signet.background.Sweeps;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes the accounts about which nobody has decided in time, each in a transaction of
 * its own, on one node at a time. One that cannot be removed holds up no other.
 */
@Component
class SignUpSweep {

	private static final Log logger = LogFactory.getLog(SignUpSweep.class);

	/** Any number that no other work has; this one spells "signups". */
	private static final long LOCK = 0x7369676e757073L;

	private static final int BATCH = 500;

	private final SignUpApprovals approvals;

	private final Sweeps sweeps;

	SignUpSweep(SignUpApprovals approvals, Sweeps sweeps) {
		this.approvals = approvals;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 7, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.approvals.overdue(BATCH).forEach(this::remove);
	}

	private void remove(AccountId accountId) {
		try {
			this.sweeps.once(LOCK, () -> this.approvals.expire(accountId) ? 1 : 0);
		}
		catch (RuntimeException ex) {
			logger.warn("The account %s cannot be removed now; another attempt follows".formatted(accountId), ex);
		}
	}

}
