package dev.signet.recovery;

import java.util.Optional;
import java.util.function.Function;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;

import org.springframework.stereotype.Component;

/**
 * Mails that tell the owner of an account what was done with it, with a link that locks
 * it when it was not them. A mail is written in the transaction that makes the change. It
 * goes to proved addresses only: another one may be a stranger's.
 */
@Component
class OwnerMails {

	private final Accounts accounts;

	private final MailedProofs proofs;

	private final Mails mails;

	OwnerMails(Accounts accounts, MailedProofs proofs, Mails mails) {
		this.accounts = accounts;
		this.proofs = proofs;
		this.mails = mails;
	}

	/** Tells the owner, if a mail reaches them. */
	void send(AccountId accountId, Function<Account, Mail> mail) {
		owner(accountId).ifPresent((owner) -> this.mails.send(lockable(mail.apply(owner), owner)));
	}

	/** The owner; empty when no mail reaches them. */
	Optional<Account> owner(AccountId accountId) {
		return this.accounts.find(accountId).filter(Account::emailVerified);
	}

	private Mail lockable(Mail mail, Account owner) {
		String token = this.proofs.issue(Purpose.LOCK_ACCOUNT, owner.id(), new EmailAddress(owner.emailAddress()))
			.token();
		return mail.say("not-you").button("lock", "/lock?token=" + token);
	}

}
