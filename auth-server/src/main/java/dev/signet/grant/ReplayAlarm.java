package dev.signet.grant;

import java.time.Clock;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the owner by mail that a refresh token was replayed and the grant is over (RFC
 * 9700 §4.14.2). The mail is written in the transaction that ends the grant. It goes to a
 * proved address only: another one may be a stranger's.
 */
@Component
class ReplayAlarm {

	private final Accounts accounts;

	private final Clients clients;

	private final Mails mails;

	private final Clock clock;

	ReplayAlarm(Accounts accounts, Clients clients, Mails mails, Clock clock) {
		this.accounts = accounts;
		this.clients = clients;
		this.mails = mails;
		this.clock = clock;
	}

	@EventListener
	void on(GrantRevoked event) {
		if (event.reason() == RevokeReason.REFRESH_TOKEN_REPLAYED) {
			this.accounts.find(event.accountId())
				.filter(Account::emailVerified)
				.ifPresent((owner) -> this.clients.findById(event.clientId())
					.ifPresent((client) -> this.mails.send(mail(owner, client))));
		}
	}

	private Mail mail(Account owner, Client client) {
		return Mail.of("grant.mail.replayed", Recipient.of(owner), client.name())
			.say("what", client.name(), this.clock.instant())
			.say("next", client.name())
			.button("look", "/account");
	}

}
