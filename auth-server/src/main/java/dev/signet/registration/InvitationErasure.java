package dev.signet.registration;

import dev.signet.account.Account;
import dev.signet.account.AccountDeleted;
import dev.signet.account.Accounts;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Forgets to whom invitations went whose account is being deleted. */
@Component
class InvitationErasure {

	private final Accounts accounts;

	private final PostgresInvitations rows;

	InvitationErasure(Accounts accounts, PostgresInvitations rows) {
		this.accounts = accounts;
		this.rows = rows;
	}

	@EventListener
	void on(AccountDeleted event) {
		this.accounts.find(event.accountId())
			.filter(Account::emailVerified)
			.ifPresent((account) -> this.rows.deleteFor(account.emailAddress()));
	}

}
