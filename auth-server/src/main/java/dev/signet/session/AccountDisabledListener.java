package dev.signet.session;

import dev.signet.account.AccountDisabled;
import dev.signet.account.AccountLocked;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A disabled account is signed out everywhere, in the transaction that disables it. */
@Component
class AccountDisabledListener {

	private final Sessions sessions;

	AccountDisabledListener(Sessions sessions) {
		this.sessions = sessions;
	}

	@EventListener
	void on(AccountDisabled event) {
		this.sessions.endAll(event.accountId(), EndReason.ACCOUNT_DISABLED);
	}

	@EventListener
	void on(AccountLocked event) {
		this.sessions.endAll(event.accountId(), EndReason.ACCOUNT_DISABLED);
	}

}
