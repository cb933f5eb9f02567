package dev.signet.mail;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.mail.MailStatus.State;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The way out for all mails, and what became of them.
 */
@Component
public class Mails {

	private final PostgresMails rows;

	private final MailDispatch dispatch;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Mails(PostgresMails rows, MailDispatch dispatch, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.dispatch = dispatch;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Puts a mail into the outbox, in the caller's transaction: if that is rolled back,
	 * the mail was never written. It is one statement; the mail is put into words and
	 * sent after the commit, and nobody waits for that.
	 * @return its identifier, by which operators find what became of it
	 */
	@Transactional
	public UUID send(Mail mail) {
		UUID id = UUID.randomUUID();
		this.rows.add(id, mail, Columns.now(this.clock));
		wakeAfterCommit();
		return id;
	}

	/**
	 * For a setting that is nothing without mails: stops the start when none can go out.
	 * @param setting the setting with its value
	 * @param without the value that needs no mails
	 */
	public void require(String setting, String without) {
		if (!this.dispatch.carries()) {
			throw new MailServerMissing(setting, without);
		}
	}

	/** Whether mails can go out. */
	public boolean possible() {
		return this.dispatch.carries();
	}

	/** What became of a mail. */
	public Optional<MailStatus> find(UUID id) {
		return this.rows.find(id);
	}

	/**
	 * The newest mails.
	 * @param state only these, or null for all
	 * @param accountId only those of this account, or null for all
	 * @param before the last one that was read, or null for the first page
	 */
	public List<MailStatus> newest(@Nullable State state, @Nullable UUID accountId, @Nullable UUID before, int limit) {
		return this.rows.list(state, accountId, before, limit);
	}

	/** How full the outbox is. */
	public MailCounts counts() {
		return this.rows.counts();
	}

	/**
	 * Tries a mail again that was given up.
	 * @param by who wants it
	 * @return whether it had been given up
	 */
	@Transactional
	public boolean retry(UUID id, AccountId by) {
		boolean retried = this.rows.retry(id, Columns.now(this.clock));
		if (retried) {
			this.events.publishEvent(new MailRetried(id, this.rows.find(id).orElseThrow().accountId(), by));
			wakeAfterCommit();
		}
		return retried;
	}

	private void wakeAfterCommit() {
		TransactionSynchronizationManager.registerSynchronization(new WakeAfterCommit(this.dispatch));
	}

	private record WakeAfterCommit(MailDispatch dispatch) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.dispatch.wake();
		}

	}

}
