package dev.signet.logout;

import dev.signet.account.AccountDeleted;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets whom the apps of an account were told of, in the transaction that deletes it.
 * Apps that were not told yet still are, and then that is forgotten too.
 */
@Component
class NoticeErasure {

	private final PostgresLogoutNotices rows;

	NoticeErasure(PostgresLogoutNotices rows) {
		this.rows = rows;
	}

	@EventListener
	void on(AccountDeleted event) {
		this.rows.accountGone(event.accountId());
	}

}
