package dev.signet.session;

import dev.signet.account.AccountDisabled;
import dev.signet.account.AccountLocked;
import dev.signet.account.AccountReclaimed;
import dev.signet.account.DeletionAsked;
import dev.signet.account.DeletionWithdrawn;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A disabled account is signed out everywhere, in the transaction that disables it. Also
 * in the one that lets its owner in again: a sign-in at the very moment may have opened a
 * session that must not come to life by that.
 */
@Component
class AccountDisabledListener {

	/** Whoever ends one session ends what was given in it after it. */
	private static final int BEFORE_GRANTS = 0;

	private final Sessions sessions;

	AccountDisabledListener(Sessions sessions) {
		this.sessions = sessions;
	}

	@EventListener
	@Order(BEFORE_GRANTS)
	void on(AccountDisabled event) {
		this.sessions.endAll(event.accountId(), EndReason.ACCOUNT_DISABLED);
	}

	@EventListener
	@Order(BEFORE_GRANTS)
	void on(AccountLocked event) {
		this.sessions.endAll(event.accountId(), EndReason.ACCOUNT_DISABLED);
	}

	@EventListener
	@Order(BEFORE_GRANTS)
	void on(AccountReclaimed event) {
		this.sessions.endAll(event.accountId(), EndReason.SIGNED_OUT_EVERYWHERE);
	}

	@EventListener
	@Order(BEFORE_GRANTS)
	void on(DeletionAsked event) {
		this.sessions.endAll(event.accountId(), EndReason.ACCOUNT_DISABLED);
	}

	@EventListener
	@Order(BEFORE_GRANTS)
	void on(DeletionWithdrawn event) {
		this.sessions.endAll(event.accountId(), EndReason.ACCOUNT_DISABLED);
	}

}
