package dev.signet.mail;

import dev.signet.account.AccountDeleted;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Forgets the mails of an account, in the transaction that deletes it. */
@Component
class MailErasure {

	private final PostgresMails rows;

	MailErasure(PostgresMails rows) {
		this.rows = rows;
	}

	@EventListener
	void on(AccountDeleted event) {
		this.rows.deleteOf(event.accountId());
	}

}
