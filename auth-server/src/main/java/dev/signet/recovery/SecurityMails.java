package dev.signet.recovery;

import java.time.Clock;

import dev.signet.account.Account;
import dev.signet.account.AccountLocked;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.EmailChanged;
import dev.signet.credential.PasswordChanged;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the owner by mail what was changed about the way into their account, with a link
 * by which they stop it when it was not them. A mail is written in the transaction that
 * makes the change. It goes to proved addresses only: another one may be a stranger's.
 */
@Component
class SecurityMails {

	private final Accounts accounts;

	private final MailedProofs proofs;

	private final Mails mails;

	private final Clock clock;

	SecurityMails(Accounts accounts, MailedProofs proofs, Mails mails, Clock clock) {
		this.accounts = accounts;
		this.proofs = proofs;
		this.mails = mails;
		this.clock = clock;
	}

	@EventListener
	void on(PasswordChanged event) {
		this.accounts.find(event.accountId())
			.filter(Account::emailVerified)
			.ifPresent((owner) -> this.mails
				.send(Mail.of("recovery.mail.password-changed", Recipient.of(owner), owner.username())
					.say("what", owner.username(), this.clock.instant())
					.say("not-you")
					.button("lock", lockLink(owner))));
	}

	/**
	 * Both addresses are told. The old one can take it back; somebody who got in may have
	 * made the change.
	 */
	@EventListener
	void on(EmailChanged event) {
		Account owner = this.accounts.find(event.accountId()).orElseThrow();
		if (event.undone()) {
			return;
		}
		// First: taking a change back ends the links that were made since
		if (event.fromVerified()) {
			String token = this.proofs.issue(Purpose.UNDO_EMAIL, owner.id(), event.from()).token();
			this.mails.send(Mail
				.of("recovery.mail.address-left", Recipient.of(owner.id(), event.from(), Recipient.of(owner).locale()),
						owner.username())
				.say("what", owner.username(), this.clock.instant())
				.say("not-you")
				.button("undo", "/email/undo?token=" + token));
		}
		this.mails.send(Mail.of("recovery.mail.address-changed", Recipient.of(owner), owner.username())
			.say("what", owner.username(), this.clock.instant())
			.say("not-you")
			.button("lock", lockLink(owner)));
	}

	@EventListener
	void on(AccountLocked event) {
		this.accounts.find(event.accountId())
			.filter(Account::emailVerified)
			.ifPresent((owner) -> this.mails.send(Mail.of("recovery.mail.locked", Recipient.of(owner), owner.username())
				.say("what", owner.username(), this.clock.instant())
				.button("recover", "/recover")));
	}

	private String lockLink(Account owner) {
		return "/lock?token="
				+ this.proofs.issue(Purpose.LOCK_ACCOUNT, owner.id(), new EmailAddress(owner.emailAddress())).token();
	}

}
