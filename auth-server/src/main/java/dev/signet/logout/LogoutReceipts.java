package dev.signet.logout;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What became of the notices to clients that a session has ended, for those who run this
 * server: a client that was not told keeps the person signed in.
 */
@Component
public class LogoutReceipts {

	private final PostgresLogoutReceipts rows;

	private final LogoutDelivery delivery;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	LogoutReceipts(PostgresLogoutReceipts rows, LogoutDelivery delivery, TransactionTemplate transaction,
			ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.delivery = delivery;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/** A notice by its id, for 30 days after it is finished. */
	public Optional<LogoutReceipt> find(UUID id) {
		return this.rows.find(id);
	}

	/**
	 * The newest notices first.
	 * @param state only those in this state; null for any
	 * @param clientId only those to this client; null for any
	 * @param before the last one that was read; null for the first page
	 */
	public List<LogoutReceipt> newest(@Nullable NoticeState state, @Nullable String clientId, @Nullable UUID before,
			int limit) {
		return this.rows.list(state, clientId, before, limit);
	}

	/**
	 * Has a notice delivered that was given up, now and, if need be, for days again.
	 * @param by who wants it
	 * @return whether it was given up; no other notice is changed
	 */
	public boolean retry(UUID id, AccountId by) {
		Optional<LogoutReceipt> retried = this.transaction.execute((status) -> {
			Optional<LogoutReceipt> notice = this.rows.retry(id, Columns.now(this.clock));
			notice.ifPresent((receipt) -> this.events
				.publishEvent(new LogoutNoticeRetried(receipt.id(), receipt.clientId(), receipt.accountId(), by)));
			return notice;
		});
		if (retried.isPresent()) {
			this.delivery.wake();
		}
		return retried.isPresent();
	}

}
