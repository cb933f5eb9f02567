package dev.signet.account;

import java.util.concurrent.TimeUnit;

import dev.signet.background.Sweeps;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the accounts whose day has come, each in a transaction of its own, on one node
 * at a time. One that cannot be deleted holds up no other.
 */
@Component
class DeletionSweep {

	private static final Log logger = LogFactory.getLog(DeletionSweep.class);

	/** Any number that no other work has; this one spells "deletes". */
	private static final long LOCK = 0x64656c65746573L;

	private static final int BATCH = 500;

	private final AccountDeletion deletion;

	private final Sweeps sweeps;

	DeletionSweep(AccountDeletion deletion, Sweeps sweeps) {
		this.deletion = deletion;
		this.sweeps = sweeps;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void sweep() {
		this.deletion.due(BATCH).forEach(this::delete);
	}

	private void delete(AccountId accountId) {
		try {
			this.sweeps.once(LOCK, () -> this.deletion.deleteDue(accountId) ? 1 : 0);
		}
		catch (RuntimeException ex) {
			logger.warn("The account %s cannot be deleted now; another attempt follows".formatted(accountId), ex);
		}
	}

}
