package dev.signet.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.signet.account.Account;
import dev.signet.account.AccountDeleted;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.DataDownloaded;
import dev.signet.account.DeletionAsked;
import dev.signet.account.DeletionWithdrawn;
import dev.signet.account.EmailAddress;
import dev.signet.mail.Mail;
import dev.signet.mail.Mails;
import dev.signet.mail.Recipient;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the owner by mail when all of their data was downloaded, and when the account is
 * to be deleted, is kept, and is gone. As with {@link SecurityMails}, a mail goes to
 * proved addresses only and has a link by which the owner stops what they did not do.
 */
@Component
class OwnershipMails {

	/** Nothing of the person stays longer than a day, the address in a mail neither. */
	private static final Duration FAREWELL = Duration.ofDays(1);

	private final Accounts accounts;

	private final MailedProofs proofs;

	private final Mails mails;

	private final Clock clock;

	OwnershipMails(Accounts accounts, MailedProofs proofs, Mails mails, Clock clock) {
		this.accounts = accounts;
		this.proofs = proofs;
		this.mails = mails;
		this.clock = clock;
	}

	@EventListener
	void on(DataDownloaded event) {
		owner(event.accountId())
			.ifPresent((owner) -> sendWithLock(owner, Mail.of("recovery.mail.data-downloaded", Recipient.of(owner))
				.say("what", owner.username(), this.clock.instant())));
	}

	@EventListener
	void on(DeletionAsked event) {
		owner(event.accountId()).ifPresent((owner) -> sendWithLock(owner,
				Mail.of("recovery.mail.deletion-asked", Recipient.of(owner))
					.say("what", owner.username(), event.date())
					.say("changed-mind")
					.button("signin", "/signin")));
	}

	@EventListener
	void on(DeletionWithdrawn event) {
		owner(event.accountId())
			.ifPresent((owner) -> sendWithLock(owner, Mail.of("recovery.mail.deletion-withdrawn", Recipient.of(owner))
				.say("what", owner.username(), this.clock.instant())));
	}

	/**
	 * It belongs to no account any more, or it would go with it. No page of theirs is
	 * open, so it is in the language that they told. Whose sign-up was not approved gets
	 * a mail that says so instead.
	 */
	@EventListener
	void on(AccountDeleted event) {
		owner(event.accountId()).filter((owner) -> !owner.awaitsApproval())
			.map((owner) -> Recipient.of(owner, Locale.ENGLISH))
			.ifPresent((owner) -> this.mails
				.send(Mail.of("recovery.mail.deleted", Recipient.stranger(owner.address(), owner.locale()))
					.say("what", this.clock.instant())
					.say("apps")
					.goodFor(FAREWELL)));
	}

	private Optional<Account> owner(AccountId accountId) {
		return this.accounts.find(accountId).filter(Account::emailVerified);
	}

	private void sendWithLock(Account owner, Mail mail) {
		String token = this.proofs.issue(Purpose.LOCK_ACCOUNT, owner.id(), new EmailAddress(owner.emailAddress()))
			.token();
		this.mails.send(mail.say("not-you").button("lock", "/lock?token=" + token));
	}

}
