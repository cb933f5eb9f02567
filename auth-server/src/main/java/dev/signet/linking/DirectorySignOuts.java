package dev.signet.linking;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.background.WokenWorkers;
import dev.signet.directory.DirectoryId;
import dev.signet.linking.PostgresDirectorySignOuts.Taken;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs out the people of directories, one after the other, each in a transaction that
 * notes how far it is: an account is locked only by itself, and what a node has begun
 * when it dies another one goes on with. One node is at a directory at a time. A
 * directory that is switched on again is left alone from then on.
 */
@Component
class DirectorySignOuts implements DisposableBean {

	/** Nobody waits longer for their page than for so many people. */
	static final int AT_ONCE = 100;

	private static final Log logger = LogFactory.getLog(DirectorySignOuts.class);

	private final PostgresDirectorySignOuts rows;

	private final Sessions sessions;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final WokenWorkers workers;

	DirectorySignOuts(PostgresDirectorySignOuts rows, Sessions sessions, TransactionTemplate transaction,
			ApplicationEventPublisher events) {
		this.rows = rows;
		this.sessions = sessions;
		this.transaction = transaction;
		this.events = events;
		this.workers = new WokenWorkers("directory-sign-out-", 1, this::work);
	}

	/**
	 * Signs everybody out but the administrator in their session; who is left after some
	 * time, by and by.
	 * @return how far it is, empty when all is done
	 */
	Optional<DirectorySignOut> begin(DirectoryId directoryId, SignedInAccount by) {
		this.transaction.executeWithoutResult((status) -> {
			this.rows.begin(directoryId, by);
			this.events.publishEvent(new DirectorySignOutBegun(directoryId, by.accountId()));
		});
		int steps = 0;
		while (steps <= AT_ONCE && step(directoryId)) {
			steps++;
		}
		Optional<DirectorySignOut> underWay = underWay(directoryId);
		underWay.ifPresent((left) -> this.workers.wake());
		return underWay;
	}

	/** How far it is, empty when nobody is being signed out. */
	Optional<DirectorySignOut> underWay(DirectoryId directoryId) {
		return this.rows.underWay(directoryId);
	}

	/** Also for what another node has left. */
	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void wake() {
		this.workers.wake();
	}

	@Override
	public void destroy() {
		this.workers.stop();
	}

	/** A directory at which somebody cannot be signed out does not keep the others. */
	private void work() {
		for (DirectoryId directoryId : this.rows.underWay()) {
			boolean more = true;
			while (more) {
				more = step(directoryId);
			}
		}
	}

	/**
	 * Signs out the next one.
	 * @return whether to go on: there may be more to do
	 */
	private boolean step(DirectoryId directoryId) {
		try {
			Optional<Taken> taken = this.transaction.execute((status) -> {
				Optional<Taken> found = this.rows.take(directoryId);
				found.ifPresent(this::next);
				return found;
			});
			return taken != null && taken.isPresent();
		}
		catch (RuntimeException ex) {
			logger.warn("People of a directory cannot be signed out now; another attempt follows", ex);
			return false;
		}
	}

	private void next(Taken taken) {
		Optional<AccountId> next = this.rows.next(taken);
		if (next.isEmpty()) {
			this.rows.end(taken);
			this.events.publishEvent(new DirectoryPeopleSignedOut(taken.directoryId(), taken.by(), taken.sessions()));
			return;
		}
		AccountId accountId = next.get();
		int ended = accountId.equals(taken.by())
				? this.sessions.endOthers(accountId, taken.keptSession(), EndReason.PROVIDER_DISABLED)
				: this.sessions.endAll(accountId, EndReason.PROVIDER_DISABLED);
		this.rows.done(taken, accountId, ended);
	}

}
