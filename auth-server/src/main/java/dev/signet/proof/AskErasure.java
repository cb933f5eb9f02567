package dev.signet.proof;

import dev.signet.account.AccountDeleted;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Forgets what an account asked for, in the transaction that deletes it. */
@Component
class AskErasure {

	private final Asks asks;

	AskErasure(Asks asks) {
		this.asks = asks;
	}

	@EventListener
	void on(AccountDeleted event) {
		this.asks.forget(event.accountId().toString());
	}

}
